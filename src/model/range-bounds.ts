import { BadInput } from './errors.ts'
import type { InstantRange } from './filter.ts'

/** One end of a range: an instant, or a whole day (`YYYY-MM-DD`) that belongs to the range. */
export interface Bound {
  side: 'from' | 'to'
  /** ISO 8601 in UTC with milliseconds. Of a day: where it begins, or, on the side `to`, where the next begins. */
  instant: string
  day: string | null
}

const day = /^\d{4}-\d\d-\d\d$/

/** Reads a range; throws `BadInput` on what is neither an instant nor a day. */
export function rangeBounds(range: InstantRange | null | undefined): Bound[] {
  return (['from', 'to'] as const).flatMap((side) => {
    const text = range?.[side]
    return text == null ? [] : [toBound(text, side)]
  })
}

function toBound(text: string, side: Bound['side']): Bound {
  const isDay = day.test(text)
  const start = new Date(text)
  const year = start.getUTCFullYear()
  // 30 February passes as a Date, which rolls it over.
  if (!(year >= 1 && year <= 9998) || (isDay && !start.toISOString().startsWith(text)))
    throw new BadInput(
      `"${text}" (${side}) is neither an instant such as 2025-04-01T00:00:00Z nor a day such as 2025-04-01.`,
    )
  const end = isDay && side === 'to' ? new Date(start.valueOf() + 86_400_000) : start
  return { side, instant: end.toISOString(), day: isDay ? text : null }
}
