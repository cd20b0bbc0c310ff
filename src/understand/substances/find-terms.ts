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

/** Concepts named, in the order they stand, the longest term at each place; none overlap. `language` is ISO 639-1. */
export function findConcepts(tokens: Token[], language?: string): Hit<string>[] {
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

/** Classes under which their narrower concepts are counted: to an amount «potent substances» are drugs. */
const wide: ReadonlySet<string> = new Set(['drugs_unspecified', 'precursor'])

/** As `findConcepts`, told apart as far as amounts are. */
export function findTerms(tokens: Token[], language?: string): Hit<string>[] {
  return findConcepts(tokens, language).map((hit) => {
    const { reportedAs } = vocabulary.get(hit.value)!
    return wide.has(reportedAs) ? { ...hit, value: reportedAs } : hit
  })
}
