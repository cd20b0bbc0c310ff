import type { Understanding } from '../model/understanding.ts'

export { parseDate } from './dates/parse-date.ts'

export interface UnderstandInput {
  title?: string
  text: string
  source?: { country?: string; language?: string; scope?: string; timeZone?: string }
  /** Instant, ISO 8601; resolves relative dates and periods. */
  publishedAt?: string
}

const stems =
  /наркот|нарко|героин|гашиш|опий|марихуан|каннабис|мефедрон|есірткі|баңгизат|баңги|narkotik|giyohvand|гиёҳванд|нашъа|маводи мухаддир|neşe|drug|heroin|opium|hashish|cannabis|precursor|прекурсор/giu

/** Reads an item. Pure; never throws, never invents. */
export function understand({ title = '', text, source }: UnderstandInput): Understanding {
  const evidence = [...text.matchAll(stems)]
    .slice(0, 20)
    .map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }))
  const relevant = evidence.length > 0 || stems.test(title)
  const language = (source?.language ?? 'und').split('-')[0]!
  return {
    rules: '0.0.1',
    language: { language, script: /[а-яё]/iu.test(text) ? 'Cyrl' : 'Latn', tag: language, confidence: 0 },
    relevance: { relevant, score: relevant ? 1 : 0, evidence },
    categories: [],
    substances: [],
    quantities: [],
    places: [],
    country: null,
    region: null,
    dates: [],
    fingerprint: [],
  }
}
