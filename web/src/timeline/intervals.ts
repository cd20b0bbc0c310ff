import type { Interval } from '../generated/graphql.ts'

/** The first day after the interval that begins on `start`. */
export function endOf(start: string, interval: Interval): string {
  const day = new Date(`${start}T00:00:00Z`)
  if (interval === 'DAY') day.setUTCDate(day.getUTCDate() + 1)
  if (interval === 'WEEK') day.setUTCDate(day.getUTCDate() + 7)
  if (interval === 'MONTH') day.setUTCMonth(day.getUTCMonth() + 1)
  if (interval === 'QUARTER') day.setUTCMonth(day.getUTCMonth() + 3)
  if (interval === 'YEAR') day.setUTCFullYear(day.getUTCFullYear() + 1)
  return day.toISOString().slice(0, 10)
}

/** The last day of the interval. */
export function lastDayOf(start: string, interval: Interval): string {
  const day = new Date(`${endOf(start, interval)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}
