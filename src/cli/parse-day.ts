import { BadInput } from '../model/errors.ts'

/** Start of a day, UTC, as an option names it. Throws `BadInput`. */
export function parseDay(since: string): Date {
  const day = new Date(`${since}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(since) || Number.isNaN(day.getTime()))
    throw new BadInput(`--since ${since} is not a day of the form YYYY-MM-DD.`)
  return day
}
