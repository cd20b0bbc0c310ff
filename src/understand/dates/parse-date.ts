import { DateTime } from 'luxon'
import type { ParsedDate } from '../../model/understanding.ts'

export interface DateContext {
  /** BCP 47 */
  language?: string
  /** IANA zone the text was printed in. */
  timeZone: string
  /** Instant the words are relative to: when the page was fetched. */
  reference: Date
}

/** Reads one printed date; null when the text holds none. */
export function parseDate(text: string, { timeZone }: DateContext): ParsedDate | null {
  const at = DateTime.fromISO(text.trim(), { zone: timeZone })
  if (!at.isValid) return null
  return {
    date: at.toISODate()!,
    end: null,
    time: at.toFormat('HH:mm'),
    instant: at.toUTC().toISO()!,
    precision: 'MINUTE',
  }
}
