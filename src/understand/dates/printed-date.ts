import type { ZoneOffset } from './time-of-day.ts'

/** A calendar day as far as the words tell it. */
export interface PrintedDay {
  year: number | null
  month: number
  /** Null in «Апрель 2025». */
  day: number | null
}

/** What one date pattern read from the tokens `[first, next)`. */
export interface PrintedDate {
  from: PrintedDay
  to: PrintedDay | null
  /** Words such as «of the current year»: years to add to the reference's; null where none are said. */
  yearShift: number | null
  first: number
  next: number
}

export interface PrintedTime {
  /** `HH:mm` or `HH:mm:ss`. */
  time: string
  offset: ZoneOffset | null
  first: number
  next: number
}
