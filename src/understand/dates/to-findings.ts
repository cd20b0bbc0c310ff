import type { DateFinding } from '../../model/understanding.ts'
import type { Token } from '../tokens.ts'
import type { ReadDate } from './read-dates.ts'

/** Dates as findings, each with the words it was read from. */
export function toFindings(
  text: string,
  tokens: readonly Token[],
  dates: readonly ReadDate[],
): DateFinding[] {
  return dates.map(({ date, first, next }) => {
    const start = tokens[first]!.start
    const end = tokens[next - 1]!.end
    return { date, evidence: { text: text.slice(start, end), start, end } }
  })
}
