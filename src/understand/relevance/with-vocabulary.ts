import data from '../data/relevance.json' with { type: 'json' }
import type { TermsByLanguage } from '../lexicon/by-language.ts'
import { vocabulary } from '../substances/vocabulary.ts'

/** Tags of the languages that are written in two scripts. */
const tags: Record<string, string[]> = { uz: ['uz-Latn', 'uz-Cyrl'], kk: ['kk', 'kk-Latn'] }
const wide: ReadonlySet<string> = new Set(data.wideConcepts)
const ambiguous: ReadonlySet<string> = new Set(data.ambiguous)

/** The names given and every name of the vocabulary that is not also that of a fabric, a poem or a cake. */
export function withVocabulary(names: TermsByLanguage): TermsByLanguage {
  const all = structuredClone(names)
  for (const { id, terms, onlyIn } of vocabulary.values()) {
    if (wide.has(id)) continue
    for (const [language, patterns] of [...Object.entries(terms), ...Object.entries(onlyIn)])
      for (const tag of tags[language] ?? [language])
        all[tag] = [...(all[tag] ?? []), ...patterns.filter((pattern) => !ambiguous.has(pattern))]
  }
  return all
}
