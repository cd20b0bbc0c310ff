import data from '../data/search-words.json' with { type: 'json' }
import { createLexicon, type Term } from '../lexicon/lexicon.ts'
import { findConcepts } from '../substances/find-terms.ts'
import { vocabulary } from '../substances/vocabulary.ts'
import { type Token, tokenize } from '../tokens.ts'
import { placesNamed } from './places-named.ts'

/** What a searched word or phrase stands for besides itself. */
interface Expansion {
  /** Concepts events are indexed by: `heroin`, `category:SEIZURE`, `region:KG-GO`, `country:KG`. */
  concepts: string[]
  /** Words and phrases of all languages for the same; `стем*` is any word that begins so. */
  words: string[]
}

interface Group {
  id: string
  category?: string
  terms: Record<string, string[]>
}

const groups = new Map((data as Group[]).map((group) => [group.id, group]))
const findGroups = createLexicon<string>([...groups.values()].flatMap(termsOf))

/** Of a substance so many terms a language stand for it; all others lead to its concept. */
const termsALanguage = 2

/**
 * What a word or a phrase means as a whole, in any language: a substance, a kind of happening, a place. Nothing where
 * it means none of these, or several things at once: `heroin Osh`.
 */
export function expandText(text: string): Expansion {
  const tokens = tokenize(text).filter(({ kind }) => kind === 'word' || kind === 'number')
  if (tokens.length === 0) return { concepts: [], words: [] }
  const found = [...substances(tokens), ...happenings(tokens), ...placesNamed(tokens)]
  return {
    concepts: [...new Set(found.flatMap(({ concepts }) => concepts))],
    words: [...new Set(found.flatMap(({ words }) => words))],
  }
}

function substances(tokens: Token[]): Expansion[] {
  return findConcepts(tokens)
    .filter(({ from, to }) => from === 0 && to === tokens.length)
    .map(({ value }) => {
      const { name, names, terms } = vocabulary.get(value)!
      const words = Object.values(terms).flatMap((patterns) => patterns.slice(0, termsALanguage))
      return { concepts: [value], words: [name, ...Object.values(names), ...words] }
    })
}

function happenings(tokens: Token[]): Expansion[] {
  const ids = findGroups(tokens)
    .filter(({ from, to }) => from === 0 && to === tokens.length)
    .map(({ value }) => value)
  return [...new Set(ids)].map((id) => {
    const { category, terms } = groups.get(id)!
    return { concepts: category ? [`category:${category}`] : [], words: Object.values(terms).flat() }
  })
}

function termsOf({ id, terms }: Group): Term<string>[] {
  return [...new Set(Object.values(terms).flat())].map((pattern) => ({ pattern, value: id }))
}
