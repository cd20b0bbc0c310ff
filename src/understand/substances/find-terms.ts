import { createLexicon, type Hit, type Term } from '../lexicon/lexicon.ts'
import type { Token } from '../tokens.ts'
import { vocabulary } from './vocabulary.ts'

interface Meaning {
  concept: string
  /** Language outside of which the word means something else. */
  onlyIn: string | null
}

const lexicon = createLexicon<Meaning>([...terms()])

function* terms(): Generator<Term<Meaning>> {
  for (const { id, terms, onlyIn } of vocabulary.values()) {
    for (const pattern of new Set(Object.values(terms).flat()))
      yield { pattern, value: { concept: id, onlyIn: null } }
    for (const [language, patterns] of Object.entries(onlyIn))
      for (const pattern of patterns) yield { pattern, value: { concept: id, onlyIn: language } }
  }
}

/** Terms of the vocabulary in the order they stand, the longest at each place; none overlap. */
export function findTerms(tokens: Token[], language?: string): Hit<string>[] {
  const found: Hit<string>[] = []
  let past = 0
  for (const hit of lexicon(tokens)) {
    const { concept, onlyIn } = hit.value
    if (hit.from < past || (onlyIn !== null && onlyIn !== language)) continue
    found.push({ ...hit, value: concept })
    past = hit.to
  }
  return found
}
