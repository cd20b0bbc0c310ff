import type { Token } from '../tokens.ts'
import { longMonths, monthSuffixes, onlyWithDot, shortMonths } from './date-words.ts'

const longestSuffix = 6
/** Most words are no months, and their first two letters tell. */
const beginnings = new Set([...longMonths.keys(), ...shortMonths.keys()].map((name) => name.slice(0, 2)))

/** Month named by the word or two words at `index`; `next` is past them and past the dot of an abbreviation. */
export function monthAt(tokens: readonly Token[], index: number): { month: number; next: number } | null {
  const token = tokens[index]
  if (token?.kind !== 'word') return null
  if (!beginnings.has(token.lower.slice(0, 2))) return null
  const following = tokens[index + 1]
  if (following?.kind === 'word') {
    const month = longMonth(`${token.lower} ${following.lower}`)
    if (month) return { month, next: index + 2 }
  }
  const month = longMonth(token.lower)
  if (month) return { month, next: index + 1 }
  const short = shortMonths.get(token.lower)
  if (!short) return null
  const dotted = following?.text === '.' && following.glued
  if (!dotted && onlyWithDot.has(token.lower)) return null
  return { month: short, next: dotted ? index + 2 : index + 1 }
}

function longMonth(word: string): number | undefined {
  const exact = longMonths.get(word)
  if (exact) return exact
  for (let cut = 1; cut <= longestSuffix && word.length - cut >= 3; cut++) {
    const month = longMonths.get(word.slice(0, -cut))
    if (month && monthSuffixes.has(word.slice(-cut))) return month
  }
  return undefined
}
