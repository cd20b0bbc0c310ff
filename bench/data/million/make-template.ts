import type { EventDraft } from '../../../src/model/event.ts'
import { eventId } from '../../../src/model/event-id.ts'
import { categories, type Quantity } from '../../../src/model/understanding.ts'
import { regionsByCode } from '../../../src/understand/places/gazetteer.ts'
import { vocabulary } from '../../../src/understand/substances/vocabulary.ts'
import { makeWord } from './make-word.ts'
import { pick, type Random, zipf } from './random.ts'

const countries = zipf(['KZ', 'RU', 'UZ', 'KG', 'TJ', 'AZ', 'TM', 'ZZ'], 1.1)
const sourceNumbers = zipf([1, 2, 3, 4, 5, 6, 7, 8], 1)
const languages = zipf(['ru', 'kk', 'uz', 'ky', 'tg', 'az', 'en', 'uz-Cyrl', 'tk', 'kk-Latn'], 1.4)
const someCategories = zipf(categories, 0.9)
const someSubstances = zipf([...vocabulary.keys()], 1)
const allRegions = [...regionsByCode.keys()]
const domain =
  'полиция изъяла героин задержан гашиш тайник граница уголовное дело профилактика оперативники'.split(' ')

/**
 * One made-up report. Sources, countries, categories, substances, regions and languages are as unequal as in the
 * news: a few make up most, the rarest are one in thousands. So are words: Zipf over eight thousand.
 */
export function makeTemplate(number: number, random: Random): EventDraft {
  const country = pick(countries, random)
  const sourceId = `${country.toLowerCase()}/source-${pick(sourceNumbers, random)}`
  const url = `https://news.example/${sourceId}/${number}`
  const language = pick(languages, random)
  const at = new Date(Date.UTC(2025, 0, 1) - number * 60_000).toISOString()
  const inCountry = allRegions.filter((code) => code.startsWith(`${country}-`))
  const region = inCountry.length && random() < 0.7 ? pick(zipf(inCountry, 0.8), random) : null
  const found = random() < 0.75 ? several(someSubstances, 1 + Number(random() < 0.25), random) : []
  const words = Array.from({ length: 70 }, () =>
    random() < 0.12 ? pick(zipf(domain, 0.7), random) : makeWord(random),
  )
  return {
    id: eventId(url),
    url,
    sourceId,
    country,
    title: words.slice(0, 7).join(' '),
    summary: null,
    body: words.slice(7).join(' '),
    bodyHtml: null,
    language,
    publishedAt: at,
    publishedPrecision: 'MINUTE',
    publishedOn: at.slice(0, 10),
    images: [],
    understanding: {
      rules: '1.0.0',
      language: { language: language.slice(0, 2), script: 'Cyrl', tag: language, confidence: 1 },
      relevance: { relevant: true, score: 0.9, evidence: [] },
      categories: several(someCategories, 1 + Number(random() < 0.4), random).map((category) => ({
        category,
        evidence: [],
      })),
      substances: found.map((substance) => ({ substance, evidence: [] })),
      quantities: random() < 0.3 ? found.map((substance) => makeMass(substance, random)) : [],
      places: [],
      country,
      region,
      dates: [],
      fingerprint: [],
    },
    provenance: {
      ...{ requestedUrl: url, finalUrl: url, status: 200, fetchedAt: at, sha256: '0'.repeat(64) },
      ...{ contentType: 'text/html', strategy: 'htmlList', via: [] },
    },
    contentHash: `hash of ${number}`,
  }
}

function several<T>(values: ReturnType<typeof zipf<T>>, count: number, random: Random): T[] {
  return [...new Set(Array.from({ length: count }, () => pick(values, random)))]
}

/** Most seizures are light, a few weigh tonnes. */
function makeMass(substance: string, random: Random): Quantity {
  const grams = Math.ceil(10 ** (random() * 6.5))
  const evidence = { text: '', start: 0, end: 0 }
  return {
    ...{ kind: 'MASS', substance, value: grams, unit: 'g', grams, qualifier: 'EXACTLY', role: 'SEIZED' },
    ...{ scope: random() < 0.1 ? 'CUMULATIVE' : 'SINGLE', period: null, partOf: null, evidence },
  }
}
