import { DateTime } from 'luxon'
import { BadInput } from '../../model/errors.ts'

/** Inclusive days, ISO 8601. */
export interface ReleasePeriod {
  from: string
  to: string
}

/** Half a month: number 2·(month−1)+half. Throws `BadInput` where there is no such number. */
export function periodOf(year: number, number: number): ReleasePeriod {
  if (!Number.isInteger(number) || number < 1 || number > 24)
    throw new BadInput(`A year has releases 1 to 24, not ${number}: two a month.`)
  if (!Number.isInteger(year) || year < 1990 || year > 2200)
    throw new BadInput(`${year} is no year a release could be of.`)
  const month = DateTime.utc(year, Math.ceil(number / 2))
  const isFirst = number % 2 === 1
  return {
    from: (isFirst ? month : month.set({ day: 16 })).toISODate()!,
    to: (isFirst ? month.set({ day: 15 }) : month.endOf('month')).toISODate()!,
  }
}

/** A period of its own. Throws `BadInput` for days that are none, the wrong way round, or too far apart. */
export function periodFrom(from: string, to: string): ReleasePeriod {
  const [first, last] = [from, to].map((day) => {
    const date = DateTime.fromFormat(day, 'yyyy-MM-dd', { zone: 'utc' })
    if (date.isValid) return date
    throw new BadInput(`"${day}" is not a day of the form YYYY-MM-DD.`)
  }) as [DateTime, DateTime]
  if (last < first) throw new BadInput(`The period ends (${to}) before it begins (${from}). Turn it round.`)
  if (last.diff(first, 'days').days >= 366) throw new BadInput('A release covers at most a year.')
  return { from, to }
}

/** Throws `BadInput` where the period has not begun. */
export function refuseFuture({ from }: ReleasePeriod, now: Date): void {
  if (from > now.toISOString().slice(0, 10))
    throw new BadInput(`The period begins on ${from}: nothing has happened in it yet.`)
}

/** `1–15 April 2025`, `25 March – 10 April 2025`. */
export function periodWords({ from, to }: ReleasePeriod): string {
  const [first, last] = [day(from), day(to)]
  if (first.hasSame(last, 'day')) return last.toFormat('d MMMM yyyy')
  if (first.hasSame(last, 'month')) return `${first.day}–${last.toFormat('d MMMM yyyy')}`
  const format = first.hasSame(last, 'year') ? 'd MMMM' : 'd MMMM yyyy'
  return `${first.toFormat(format)} – ${last.toFormat('d MMMM yyyy')}`
}

/** `From 1 to 15 April 2025`. */
export function fromToWords({ from, to }: ReleasePeriod): string {
  const [first, last] = [day(from), day(to)]
  if (first.hasSame(last, 'day')) return `On ${last.toFormat('d MMMM yyyy')}`
  const format = first.hasSame(last, 'month') ? 'd' : first.hasSame(last, 'year') ? 'd MMMM' : 'd MMMM yyyy'
  return `From ${first.toFormat(format)} to ${last.toFormat('d MMMM yyyy')}`
}

function day(iso: string): DateTime {
  return DateTime.fromISO(iso, { zone: 'utc', locale: 'en' })
}
