import type { DateTime, DurationLikeObject } from 'luxon'
import type { DatePrecision } from '../../model/understanding.ts'
import type { Token } from '../tokens.ts'
import { ago, one, relativeDays, type TimeUnit, timeUnits } from './date-words.ts'

export interface RelativeDate {
  at: DateTime
  precision: DatePrecision
  first: number
  next: number
}

/** «Вчера», «2 часа назад», «just now» at `index`, against `now` in the zone of the text. */
export function relativeDateAt(tokens: readonly Token[], index: number, now: DateTime): RelativeDate | null {
  for (const { days, words } of relativeDays.get(tokens[index]!.lower) ?? []) {
    if (!startsWith(tokens, index, words)) continue
    const next = index + words.length
    if (days === null) return { at: now, precision: 'MINUTE', first: index, next }
    return { at: now.plus({ days }).startOf('day'), precision: 'DAY', first: index, next }
  }
  return agoAt(tokens, index, now)
}

function agoAt(tokens: readonly Token[], index: number, now: DateTime): RelativeDate | null {
  const first = tokens[index]!
  const counted = first.kind === 'number' && first.text.length <= 3
  const amount = counted ? Number(first.text) : 1
  const unitIndex = counted || one.has(first.lower) ? index + 1 : index
  const unit = timeUnits.get(tokens[unitIndex]?.lower ?? '')
  if (!unit) return null
  const dotted = tokens[unitIndex + 1]?.text === '.' ? unitIndex + 2 : unitIndex + 1
  if (!ago.has(tokens[dotted]?.lower ?? '')) return null
  const at = now.minus(durationOf(unit, amount))
  const fine = unit === 'second' || unit === 'minute' || unit === 'hour'
  return {
    at: fine ? at : at.startOf('day'),
    precision: fine ? 'MINUTE' : 'DAY',
    first: index,
    next: dotted + 1,
  }
}

function durationOf(unit: TimeUnit, amount: number): DurationLikeObject {
  return { [`${unit}s`]: amount }
}

function startsWith(tokens: readonly Token[], index: number, words: readonly string[]): boolean {
  return words.every((word, i) => tokens[index + i]?.lower === word)
}
