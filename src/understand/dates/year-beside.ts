import type { Token } from '../tokens.ts'
import { yearOf } from './calendar.ts'
import {
  currentYear,
  currentYearAlone,
  lastYear,
  notAfterYear,
  ordinals,
  weekdays,
  yearBefore as wordsBeforeYear,
  yearWords,
} from './date-words.ts'

/** A year, or words for one («текущего года»); `edge` is the outermost token they take. */
export interface PrintedYear {
  year: number | null
  shift: number | null
  edge: number
}

const farthest = 6
const skippable = /^[,.\-–—|/•()·]$/

/** Year after a day and month, over commas, weekdays and words such as «соли». `edge` is the token past it. */
export function yearAfter(tokens: readonly Token[], index: number): PrintedYear | null {
  for (let at = index; at < index + farthest; at++) {
    const token = tokens[at]
    if (!token) return null
    const shift = shiftAt(tokens, at)
    if (shift) return shift
    if (token.kind === 'number') return fullYear(tokens, at) ?? shortYear(tokens, at)
    const passable =
      skippable.test(token.text) ||
      token.kind === 'break' ||
      weekdays.has(token.lower) ||
      wordsBeforeYear.has(token.lower) ||
      ordinals.has(token.lower)
    if (!passable) return null
  }
  return null
}

function fullYear(tokens: readonly Token[], index: number): PrintedYear | null {
  const year = yearOf(tokens[index]!.text)
  if (year === null) return null
  const next = tokens[index + 1]
  if (next?.text === ':' && next.glued) return null
  const decimal = /^[.,]$/.test(next?.text ?? '') && next!.glued && tokens[index + 2]?.glued
  if (decimal && tokens[index + 2]!.kind === 'number') return null
  if (notAfterYear.has(next?.lower ?? '')) return null
  return { year, shift: null, edge: pastYearWord(tokens, index + 1) }
}

/** «5 мая 25 г.» */
function shortYear(tokens: readonly Token[], index: number): PrintedYear | null {
  if (tokens[index]!.text.length !== 2) return null
  const past = pastYearWord(tokens, index + 1)
  return past > index + 1 ? { year: 2000 + Number(tokens[index]!.text), shift: null, edge: past } : null
}

function pastYearWord(tokens: readonly Token[], index: number): number {
  let at = index
  if (tokens[at]?.text === '-' && tokens[at]!.glued) at++
  if (ordinals.has(tokens[at]?.lower ?? '') && at > index) at++
  if (!yearWords.has(tokens[at]?.lower ?? '')) return index
  return tokens[at + 1]?.text === '.' && tokens[at + 1]!.glued ? at + 2 : at + 1
}

/** «текущего года», «т.г.», «this year», «соли ҷорӣ», «биыл» */
function shiftAt(tokens: readonly Token[], index: number): PrintedYear | null {
  const word = tokens[index]!.lower
  if (currentYearAlone.has(word)) return { year: null, shift: 0, edge: index + 1 }
  const dotted = tokens[index + 1]?.text === '.' ? index + 2 : index + 1
  const other = tokens[dotted]?.lower ?? ''
  const past = tokens[dotted + 1]?.text === '.' ? dotted + 2 : dotted + 1
  if (yearWords.has(other) && currentYear.has(word)) return { year: null, shift: 0, edge: past }
  if (yearWords.has(other) && lastYear.has(word)) return { year: null, shift: -1, edge: past }
  if (yearWords.has(word) && currentYear.has(other)) return { year: null, shift: 0, edge: dotted + 1 }
  if (yearWords.has(word) && lastYear.has(other)) return { year: null, shift: -1, edge: dotted + 1 }
  return null
}

/** Year before a day: «2024 жылғы », «2015-ci il », «2024, », «cari ilin ». `edge` is its first token. */
export function yearBefore(tokens: readonly Token[], index: number): PrintedYear | null {
  for (let at = index; at > index - farthest && at >= 0; at--) {
    const token = tokens[at]!
    if (token.kind === 'number') {
      const year = yearOf(token.text)
      const partOfChain = token.glued && /^[.:,/]$/.test(tokens[at - 1]?.text ?? '')
      return year === null || partOfChain ? null : { year, shift: null, edge: at }
    }
    const previous = tokens[at - 1]?.lower ?? ''
    if (yearWords.has(token.lower) && currentYear.has(previous)) return { year: null, shift: 0, edge: at - 1 }
    if (yearWords.has(token.lower) && lastYear.has(previous)) return { year: null, shift: -1, edge: at - 1 }
    if (currentYearAlone.has(token.lower)) return { year: null, shift: 0, edge: at }
    const passable = /^[,.\-–]$/.test(token.text) || yearWords.has(token.lower) || ordinals.has(token.lower)
    if (!passable && !weekdays.has(token.lower)) return null
  }
  return null
}
