import { DateTime } from 'luxon'
import type { DatePrecision, ParsedDate } from '../../model/understanding.ts'
import type { Token } from '../tokens.ts'
import { isoDay } from './calendar.ts'
import { clockWords, weekdays } from './date-words.ts'
import { numericDateAt } from './numeric-date.ts'
import type { PrintedDate, PrintedTime } from './printed-date.ts'
import { relativeDateAt } from './relative-date.ts'
import { timeAt } from './time-of-day.ts'
import { wordedDateAt } from './worded-date.ts'

export interface ReadDate {
  date: ParsedDate
  first: number
  next: number
  /** `FULL` has its year, `YEARLESS` got it from the reference, `RELATIVE` is «yesterday». */
  form: 'FULL' | 'YEARLESS' | 'RELATIVE'
}

const timeWithin = 9

/** All dates the tokens print, in order; none of them overlap. */
export function readDates(tokens: readonly Token[], reference: Date, timeZone: string): ReadDate[] {
  const now = inZone(reference, timeZone)
  const century = Math.floor((now.year + 1) / 100) * 100
  const found: ReadDate[] = []
  let from = 0
  for (let index = 0; index < tokens.length; index++) {
    if (index < from) continue
    const read = dateAt(tokens, index, now, century)
    if (!read || read.first < from) continue
    found.push(read)
    from = read.next
  }
  return found
}

function inZone(reference: Date, timeZone: string): DateTime {
  const now = DateTime.fromJSDate(reference, { zone: timeZone })
  return now.isValid
    ? now
    : DateTime.fromJSDate(Number.isNaN(reference.getTime()) ? new Date(0) : reference, { zone: 'utc' })
}

function dateAt(tokens: readonly Token[], index: number, now: DateTime, century: number): ReadDate | null {
  const token = tokens[index]!
  if (token.kind === 'mark' || token.kind === 'break') return null
  const printed =
    token.kind === 'number' ? numericDateAt(tokens, index, century) : wordedDateAt(tokens, index)
  if (printed) return resolve(printed, timeBeside(tokens, printed.first, printed.next), now)
  const relative = relativeDateAt(tokens, index, now)
  if (!relative) return null
  const time = relative.precision === 'DAY' ? timeBeside(tokens, relative.first, relative.next) : null
  const at = time ? withTime(relative.at, time, now) : relative.at
  const minutes = relative.precision === 'MINUTE' ? relative.at.toFormat('HH:mm') : null
  return {
    date: parsed(at, null, time?.time ?? minutes, time ? precisionOf(time) : relative.precision),
    first: relative.first,
    next: Math.max(relative.next, time?.next ?? 0),
    form: 'RELATIVE',
  }
}

/** The time printed next to a date: just after it over commas, weekdays and clock words, or just before it. */
function timeBeside(tokens: readonly Token[], first: number, next: number): PrintedTime | null {
  for (let at = next; at < next + timeWithin; at++) {
    const time = timeAt(tokens, at)
    if (time) return time
    const token = tokens[at]
    if (!token || (token.kind === 'number' && !time)) break
    const passable =
      token.kind !== 'word' || token.lower === 't' || weekdays.has(token.lower) || clockWords.has(token.lower)
    if (!passable && !clockWords.has(tokens[at + 1]?.lower ?? '')) break
  }
  for (let at = first - 3; at >= Math.max(0, first - 7); at--) {
    const time = timeAt(tokens, at)
    if (
      time &&
      time.next <= first &&
      tokens.slice(time.next, first).every((token) => token.kind !== 'number')
    )
      return time
  }
  return null
}

function resolve(printed: PrintedDate, time: PrintedTime | null, now: DateTime): ReadDate | null {
  const { from, to, yearShift } = printed
  const year = from.year ?? yearFor(from.month, from.day ?? 1, yearShift, now)
  const start = now.set({ year, month: from.month, day: from.day ?? 1 }).startOf('day')
  if (!start.isValid || start.month !== from.month) return null
  const end = to && isoDay(to.year ?? year + (to.month < from.month ? 1 : 0), to.month, to.day ?? 1)
  const at = time ? withTime(start, time, now) : start
  const precision = from.day === null ? 'MONTH' : time ? precisionOf(time) : 'DAY'
  const wall =
    time && (time.offset === null ? time.time : at.toFormat(time.time.length > 5 ? 'HH:mm:ss' : 'HH:mm'))
  return {
    date: parsed(at, end, from.day === null ? null : wall, precision),
    first: Math.min(printed.first, time?.first ?? printed.first),
    next: Math.max(printed.next, time?.next ?? 0),
    form: from.year === null && yearShift === null ? 'YEARLESS' : 'FULL',
  }
}

/** The year of a date without one: the nearest past, a day's slack left for clocks ahead of ours. */
function yearFor(month: number, day: number, shift: number | null, now: DateTime): number {
  if (shift !== null) return now.year + shift
  const latest = now.plus({ days: 1 })
  return month * 100 + day > latest.month * 100 + latest.day && latest.year === now.year
    ? now.year - 1
    : latest.year
}

function withTime(day: DateTime, time: PrintedTime, now: DateTime): DateTime {
  const [hour, minute, second = 0] = time.time.split(':').map(Number)
  const wall = { year: day.year, month: day.month, day: day.day, hour: hour!, minute: minute!, second }
  if (time.offset === null) return day.set(wall)
  return DateTime.fromObject(wall, { zone: 'utc' }).minus({ minutes: time.offset }).setZone(now.zone)
}

function precisionOf(time: PrintedTime): DatePrecision {
  return time.time.length > 5 ? 'SECOND' : 'MINUTE'
}

function parsed(at: DateTime, end: string | null, time: string | null, precision: DatePrecision): ParsedDate {
  return { date: isoDay(at.year, at.month, at.day), end, time, instant: at.toUTC().toISO()!, precision }
}
