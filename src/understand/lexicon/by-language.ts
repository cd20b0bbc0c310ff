import { createLexicon, type Lexicon, type Term } from './lexicon.ts'

/** Terms by language tag (`ru`, `uz-Cyrl`) or `any`; lists of strings. */
export type TermsByLanguage = Record<string, string[]>

/** Lexicons of several classes, compiled once per language; texts of the region mix in Russian or English, so those always help. */
export function createLexicons<Class extends string>(
  data: Record<Class, TermsByLanguage>,
): (tag: string) => Lexicon<Class> {
  const compiled = new Map<string, Lexicon<Class>>()
  const languages = new Set(Object.values<TermsByLanguage>(data).flatMap((terms) => Object.keys(terms)))
  return (tag) => {
    const key = languages.has(tag) ? tag : 'und'
    const known = compiled.get(key)
    if (known) return known
    const lexicon = createLexicon(termsOf(data, key))
    compiled.set(key, lexicon)
    return lexicon
  }
}

function termsOf<Class extends string>(data: Record<Class, TermsByLanguage>, tag: string): Term<Class>[] {
  const wanted = (language: string) =>
    tag === 'und' || language === tag || language === 'any' || language === 'ru' || language === 'en'
  const seen = new Set<string>()
  return Object.entries<TermsByLanguage>(data).flatMap(([value, byLanguage]) =>
    Object.entries(byLanguage)
      .filter(([language]) => wanted(language))
      .flatMap(([, patterns]) => patterns)
      .filter((pattern) => !seen.has(`${value} ${pattern}`) && seen.add(`${value} ${pattern}`))
      .map((pattern) => ({ pattern, value: value as Class })),
  )
}
