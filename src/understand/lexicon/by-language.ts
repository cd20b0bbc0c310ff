import type { Token } from '../tokens.ts'
import { createLexicon, type Hit, type Lexicon, type Term } from './lexicon.ts'

/** Terms by language tag (`ru`, `uz-Cyrl`) or `any`; lists of strings. */
export type TermsByLanguage = Record<string, string[]>

interface Meaning<Class> {
  class: Class
  /** Tags of the languages it is a term of. */
  languages: Set<string>
  /** Read in every text. */
  always: boolean
}

/** Their terms are read in every text: texts of the region mix in Russian or English. */
const mixedIn = new Set(['any', 'ru', 'en'])

/** A lexicon of several classes by the language of the text; in one that has no terms of its own all are read. */
export function createLexicons<Class extends string>(
  data: Record<Class, TermsByLanguage>,
): (tag: string) => Lexicon<Class> {
  const lexicon = createLexicon(termsOf(data))
  const languages = new Set(Object.values<TermsByLanguage>(data).flatMap((terms) => Object.keys(terms)))
  return (tag) => {
    const all = !languages.has(tag)
    return (tokens: readonly Token[]) => {
      const found: Hit<Class>[] = []
      for (const hit of lexicon(tokens)) {
        const { value, pattern, start, end, from, to } = hit
        if (all || value.always || value.languages.has(tag))
          found.push({ value: value.class, pattern, start, end, from, to })
      }
      return found
    }
  }
}

function termsOf<Class extends string>(data: Record<Class, TermsByLanguage>): Iterable<Term<Meaning<Class>>> {
  const terms = new Map<string, Term<Meaning<Class>>>()
  for (const [name, byLanguage] of Object.entries<TermsByLanguage>(data))
    for (const [language, patterns] of Object.entries(byLanguage))
      for (const pattern of patterns) {
        const key = `${name} ${pattern}`
        const value = { class: name as Class, languages: new Set<string>(), always: false }
        const term = terms.get(key) ?? { pattern, value }
        term.value.languages.add(language)
        term.value.always ||= mixedIn.has(language)
        terms.set(key, term)
      }
  return terms.values()
}
