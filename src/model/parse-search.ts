import { foldWords } from './fold-words.ts'

/** One operand: the words must stand next to each other, in this order. */
export interface SearchTerm {
  words: string[]
  /** As typed: what synonyms are looked up by. */
  text: string
  negated: boolean
  quoted: boolean
}

/** Alternatives, each a list of terms that must all hold. */
export type SearchQuery = SearchTerm[][]

const maxTerms = 40

/**
 * Reads what a user typed as web search engines do: words that must all be there, "quoted phrases", `-` before what
 * must not be there, `OR` (or `ИЛИ`) between alternatives. Anything else is just a gap; nothing is an error. Null
 * where no letter or digit was typed.
 */
export function parseSearch(text: string): SearchQuery | null {
  const alternatives: SearchQuery = [[]]
  for (const [token] of [...text.matchAll(/-?"[^"]*"?|[^\s"]+/g)].slice(0, maxTerms * 2)) {
    if (/^(OR|ИЛИ|\|)$/.test(token)) alternatives.push([])
    else {
      const term = toTerm(token)
      if (term) alternatives.at(-1)!.push(term)
    }
  }
  const query = alternatives.filter((terms) => terms.length)
  return query.length ? query.map((terms) => terms.slice(0, maxTerms)) : null
}

function toTerm(token: string): SearchTerm | null {
  const negated = /^-+[^-\s]/.test(token)
  const text = token.replace(/^-+/, '').replaceAll('"', '').trim()
  const words = foldWords(text)
  // A word of several pieces (JWH-018, мвд.рф) is found as it is written: the pieces in a row.
  return words.length ? { words, text, negated, quoted: token.includes('"') } : null
}
