import type { ParsedDate } from '../../model/understanding.ts'
import { parseDate } from '../dates/parse-date.ts'
import type { LabelledDate } from './labelled.ts'
import { answered, type TaskReport } from './report.ts'

/** Stands in where a label gives no reference; only dates without their own year depend on it. */
const noReference = '2026-01-01T00:00:00Z'

/** Day, end of a range and time must all agree. */
export function evaluateDates(dates: readonly LabelledDate[]): TaskReport {
  const failures = dates.flatMap((label) => {
    const read = parseDate(label.raw, {
      language: label.language,
      timeZone: label.timezone ?? 'UTC',
      reference: new Date(label.reference_time ?? noReference),
    })
    const expected =
      label.expected === null ? 'no date' : [label.expected, label.expected_end, label.time].join(' ')
    const got = describe(read)
    return got === expected ? [] : [{ id: label.id, expected, got, evidence: `«${label.raw}»` }]
  })
  return answered('dates', dates.length, failures)
}

function describe(read: ParsedDate | null): string {
  return read === null ? 'no date' : [read.date, read.end, read.time].join(' ')
}
