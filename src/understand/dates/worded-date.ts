import type { Token } from '../tokens.ts'
import { isDay } from './calendar.ts'
import { ordinals, rangeWords } from './date-words.ts'
import { monthAt } from './month-at.ts'
import type { PrintedDate } from './printed-date.ts'
import { type PrintedYear, yearAfter, yearBefore } from './year-beside.ts'

interface Days {
  from: number
  to: number | null
  /** First token of the days before the month, or the token past the days after it. */
  edge: number
}

/** Date round the month named at `index`: «29 апреля 2019 г.», «Июль 29, 2024», «2024-жылдын 18-майында», «22–26 сентября». */
export function wordedDateAt(tokens: readonly Token[], index: number): PrintedDate | null {
  const named = monthAt(tokens, index)
  if (!named) return null
  const before = daysBefore(tokens, index - 1)
  if (before) return dayFirst(tokens, named, before)
  const after = daysAfter(tokens, named.next)
  if (after) return monthFirst(tokens, index, named.month, after)
  return monthOnly(tokens, index, named)
}

function dayFirst(
  tokens: readonly Token[],
  named: { month: number; next: number },
  days: Days,
): PrintedDate | null {
  const between = laterMonth(tokens, named.next)
  const right = yearAfter(tokens, between?.next ?? named.next)
  const left = right ? null : yearBefore(tokens, days.edge - 1)
  const first = left?.edge ?? days.edge
  const beyond = right && !between ? laterMonth(tokens, right.edge) : null
  const lastYear = beyond && yearAfter(tokens, beyond.next)
  if (beyond && lastYear?.year) {
    const to = { year: lastYear.year, month: beyond.month, day: beyond.day }
    if (isDay(to)) return checked(right, { month: named.month, day: days.from }, to, first, lastYear.edge)
  }
  const end = between ?? (days.to ? { month: named.month, day: days.to } : null)
  return checked(
    right ?? left,
    { month: named.month, day: days.from },
    end,
    first,
    right?.edge ?? between?.next ?? named.next,
  )
}

function monthFirst(tokens: readonly Token[], index: number, month: number, days: Days): PrintedDate | null {
  const right = yearAfter(tokens, days.edge)
  const left = right ? null : yearBefore(tokens, index - 1)
  const end = days.to ? { month, day: days.to } : null
  return checked(right ?? left, { month, day: days.from }, end, left?.edge ?? index, right?.edge ?? days.edge)
}

/** «Апрель 2025» */
function monthOnly(
  tokens: readonly Token[],
  index: number,
  named: { month: number; next: number },
): PrintedDate | null {
  const right = yearAfter(tokens, named.next)
  const left = right ? null : yearBefore(tokens, index - 1)
  const year = right ?? left
  if (year?.year == null) return null
  return checked(
    year,
    { month: named.month, day: null },
    null,
    left?.edge ?? index,
    right?.edge ?? named.next,
  )
}

function checked(
  printed: PrintedYear | null,
  from: { month: number; day: number | null },
  to: { year?: number; month: number; day: number } | null,
  first: number,
  next: number,
): PrintedDate | null {
  const year = printed?.year ?? null
  const last = to && { year: to.year ?? year, month: to.month, day: to.day }
  if (!isDay({ year, ...from }) || (last && !isDay(last))) return null
  return { from: { year, ...from }, to: last, yearShift: printed?.shift ?? null, first, next }
}

/** «13-17-nji », «22 по 26 », «5-уми », «29 » before a month. */
function daysBefore(tokens: readonly Token[], index: number): Days | null {
  const at = skipOrdinalBack(tokens, index)
  const last = dayAt(tokens, at)
  if (last === null || isTail(tokens, at)) return null
  const joint = rangeWords.has(tokens[at - 1]?.text ?? '') ? at - 1 : skipOrdinalBack(tokens, at - 1)
  if (rangeWords.has(tokens[joint]?.lower ?? '')) {
    const start = skipOrdinalBack(tokens, joint - 1)
    const first = dayAt(tokens, start)
    if (first !== null && first < last && !isTail(tokens, start))
      return { from: first, to: last, edge: start }
  }
  return { from: last, to: null, edge: at }
}

/** «29, », «2-6, », «29-da », «5th » after a month. */
function daysAfter(tokens: readonly Token[], index: number): Days | null {
  const at = tokens[index]?.text === '-' ? index + 1 : index
  const first = dayAt(tokens, at)
  if (first === null || isHead(tokens, at)) return null
  const joint = tokens[at + 1]
  const last = rangeWords.has(joint?.lower ?? '') ? dayAt(tokens, at + 2) : null
  if (last !== null && last > first && !isHead(tokens, at + 2))
    return { from: first, to: last, edge: skipOrdinal(tokens, at + 3) }
  return { from: first, to: null, edge: skipOrdinal(tokens, at + 1) }
}

/** «28 марта – 3 апреля»: the second half. */
function laterMonth(
  tokens: readonly Token[],
  index: number,
): { month: number; day: number; next: number } | null {
  const joint = tokens[index]
  if (!rangeWords.has(joint?.lower ?? '')) return null
  const day = dayAt(tokens, index + 1)
  if (day === null) return null
  const named = monthAt(tokens, skipOrdinal(tokens, index + 2))
  return named ? { month: named.month, day, next: named.next } : null
}

function dayAt(tokens: readonly Token[], index: number): number | null {
  const token = tokens[index]
  if (token?.kind !== 'number' || token.text.length > 2) return null
  const day = Number(token.text)
  return day >= 1 && day <= 31 ? day : null
}

/** The digits end a longer figure: the minutes of «12:07», the fraction of «1,25». */
function isTail(tokens: readonly Token[], index: number): boolean {
  const sign = tokens[index - 1]
  return (
    tokens[index]!.glued &&
    !!sign &&
    /^[:.,/]$/.test(sign.text) &&
    sign.glued &&
    tokens[index - 2]?.kind === 'number'
  )
}

/** The digits begin a longer figure: the hours of «12:07», «25.5», «10 000». */
function isHead(tokens: readonly Token[], index: number): boolean {
  const sign = tokens[index + 1]
  return (
    !!sign?.glued &&
    /^[:.,/]$/.test(sign.text) &&
    !!tokens[index + 2]?.glued &&
    tokens[index + 2]?.kind === 'number'
  )
}

function skipOrdinalBack(tokens: readonly Token[], index: number): number {
  let at = index
  if (tokens[at]?.lower === 'of') at--
  if (ordinals.has(tokens[at]?.lower ?? '') && (tokens[at]!.glued || tokens[at]!.lower.length > 2)) at--
  if (/^[-‐–.,']$/.test(tokens[at]?.text ?? '') && tokens[at]!.glued && tokens[at - 1]?.kind === 'number')
    at--
  return at
}

function skipOrdinal(tokens: readonly Token[], index: number): number {
  let at = index
  if (/^[-‐]$/.test(tokens[at]?.text ?? '') && tokens[at]!.glued && tokens[at + 1]?.kind === 'word') at++
  return ordinals.has(tokens[at]?.lower ?? '') && tokens[at]!.glued ? at + 1 : index
}
