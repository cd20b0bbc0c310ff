import type { DateFinding } from '../../model/understanding.ts'
import type { Token } from '../tokens.ts'
import { readDates } from './read-dates.ts'

/** Every date a text names, with the words it was read from. */
export function findDates(
  text: string,
  tokens: readonly Token[],
  reference: Date,
  timeZone: string,
): DateFinding[] {
  return readDates(tokens, reference, timeZone).map(({ date, first, next }) => {
    const start = tokens[first]!.start
    const end = tokens[next - 1]!.end
    return { date, evidence: { text: text.slice(start, end), start, end } }
  })
}
