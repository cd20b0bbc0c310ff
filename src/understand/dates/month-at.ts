import { createStems } from '../lexicon/stems.ts'
import type { Token } from '../tokens.ts'
import { longMonths, monthSuffixes, onlyWithDot, shortMonths } from './date-words.ts'

const longMonth = createStems(longMonths, { endings: monthSuffixes, longestEnding: 6, shortestStem: 3 })
/** Names of two words are few. */
const firstOfTwo = new Set(
  [...longMonths.keys()].filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]!),
)

/** Month named by the word or two words at `index`; `next` is past them and past the dot of an abbreviation. */
export function monthAt(tokens: readonly Token[], index: number): { month: number; next: number } | null {
  const token = tokens[index]
  if (token?.kind !== 'word') return null
  const following = tokens[index + 1]
  if (following?.kind === 'word' && firstOfTwo.has(token.lower)) {
    const month = longMonth(`${token.lower} ${following.lower}`)
    if (month) return { month: month.value, next: index + 2 }
  }
  const month = longMonth(token.lower)
  if (month) return { month: month.value, next: index + 1 }
  const short = shortMonths.get(token.lower)
  if (!short) return null
  const dotted = following?.text === '.' && following.glued
  if (!dotted && onlyWithDot.has(token.lower)) return null
  return { month: short, next: dotted ? index + 2 : index + 1 }
}
