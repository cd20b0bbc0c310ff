import { type ExpandText, type Expansion, noExpansion } from './expansion.ts'
import { foldWords } from './fold-words.ts'
import { parseSearch, type SearchTerm } from './parse-search.ts'

/** Words that stand next to each other; where `prefix`, each may go on. */
export interface SearchPhrase {
  words: string[]
  prefix: boolean
}

/** One thing asked for: any of what it stands for must be there, or none of it. */
export interface SearchOperand {
  negated: boolean
  /** As typed; matched by its stem where the language has a stemmer, else by its beginning. */
  words: string[]
  concepts: string[]
  phrases: SearchPhrase[]
}

/** Longest run of bare words that is looked up as one concept: «synthetic cannabinoids of …». */
const longestRun = 4
/** Two letters begin too many words. */
const shortestPrefix = 3

/** What a user typed, with what it stands for: alternatives of operands that must all hold. Null where nothing was. */
export function planSearch(text: string, expand: ExpandText = noExpansion): SearchOperand[][] | null {
  return parseSearch(text)?.map((terms) => joinRuns(terms, expand)) ?? null
}

/** Puts neighbouring bare words together where the vocabulary knows them as one thing. */
function joinRuns(terms: SearchTerm[], expand: ExpandText): SearchOperand[] {
  const joined: SearchOperand[] = []
  for (let start = 0; start < terms.length; ) {
    const { operand, length } = longestKnown(terms.slice(start, start + longestRun), expand)
    joined.push(operand)
    start += length
  }
  return joined
}

function longestKnown(terms: SearchTerm[], expand: ExpandText): { operand: SearchOperand; length: number } {
  const bare = terms.findIndex(({ negated, quoted }) => negated || quoted)
  for (let length = bare < 0 ? terms.length : bare; length > 1; length--) {
    const run = terms.slice(0, length)
    const expansion = expand(run.map((term) => term.text).join(' '))
    if (expansion.concepts.length + expansion.words.length === 0) continue
    const words = run.flatMap((term) => term.words)
    return { operand: toOperand({ ...run[0]!, words }, expansion), length }
  }
  const [term] = terms
  return {
    operand: toOperand(term!, term!.quoted ? { concepts: [], words: [] } : expand(term!.text)),
    length: 1,
  }
}

function toOperand({ words, negated }: SearchTerm, expansion: Expansion): SearchOperand {
  const phrases = expansion.words.map(toPhrase).filter((phrase) => phrase.words.length > 0)
  return { negated, words, concepts: expansion.concepts, phrases }
}

function toPhrase(pattern: string): SearchPhrase {
  const words = foldWords(pattern)
  return { words, prefix: pattern.includes('*') && words.every((word) => word.length >= shortestPrefix) }
}
