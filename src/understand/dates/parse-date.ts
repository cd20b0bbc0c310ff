import type { ParsedDate } from '../../model/understanding.ts'
import { tokenize } from '../tokens.ts'
import { type ReadDate, readDates } from './read-dates.ts'
import { separateGlued } from './separate-glued.ts'

export interface DateContext {
  /** BCP 47; every form is read whatever it says. */
  language?: string
  /** IANA zone the text was printed in; an unknown one counts as UTC. */
  timeZone: string
  /** Instant the words are relative to: when the page was fetched. */
  reference: Date
}

/** A printed date is a short string; what lies beyond is not read. */
const longest = 400

/**
 * Reads one printed date; null when the text holds none.
 * A date with its year wins over one without, that over «yesterday»; among equals the first.
 */
export function parseDate(text: string, { timeZone, reference }: DateContext): ParsedDate | null {
  const tokens = separateGlued(tokenize(text.slice(0, longest)))
  const dates = readDates(tokens, reference, timeZone)
  const best = first(dates, 'FULL') ?? first(dates, 'YEARLESS') ?? first(dates, 'RELATIVE')
  return best?.date ?? null
}

function first(dates: readonly ReadDate[], form: ReadDate['form']): ReadDate | undefined {
  return (
    dates.find((read) => read.form === form && read.date.precision !== 'MONTH') ??
    dates.find((read) => read.form === form)
  )
}
