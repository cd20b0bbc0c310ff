import type { Dimension, Interval } from '../types.ts'
import type { Columns } from './columns.ts'
import { createDictionary } from './dictionary.ts'

export type Value = string | null

/** What rows are grouped by: each has one of the values, or, where `members` are given, several. */
export interface Axis {
  values: readonly Value[]
  /** Code of a row's value; with `members` that of its list. */
  codes: ArrayLike<number>
  /** Codes of the values of each list. */
  members?: readonly (readonly number[])[]
}

export function axisOf(columns: Columns, dimension: Dimension): Axis {
  const { names } = columns
  switch (dimension) {
    case 'COUNTRY':
      return { values: names.country.values, codes: columns.country }
    case 'SOURCE':
      return { values: names.source.values, codes: columns.source }
    case 'LANGUAGE':
      return { values: names.language.values, codes: columns.language }
    case 'REGION':
      return { values: names.region.values, codes: columns.region }
    case 'CATEGORY':
      return severalOf(names.categories.values, columns.categories)
    case 'SUBSTANCE':
      return severalOf(names.substances.values, columns.substances)
  }
}

/** An event of two values counts under both, one of none under null. */
function severalOf(lists: readonly (readonly Value[])[], codes: ArrayLike<number>): Axis {
  const values = createDictionary<Value>()
  const members = lists.map((list) => (list.length ? list : [null]).map((value) => values.code(value)))
  return { values: values.values, codes, members }
}

/** Values are the first days of the intervals, as the source counts its days. */
export function intervalAxis({ publishedDay, present, rows }: Columns, interval: Interval): Axis {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < rows; row++) {
    if (present[row] === 0) continue
    const day = publishedDay[row]!
    if (day < first) first = day
    if (day > last) last = day
  }
  const starts = createDictionary<string>()
  const ofDay = new Int32Array(Math.max(0, last - first + 1)).fill(-1)
  const codes = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    if (present[row] === 0) continue
    const day = publishedDay[row]! - first
    if (ofDay[day] === -1) ofDay[day] = starts.code(startOf(publishedDay[row]!, interval))
    codes[row] = ofDay[day]!
  }
  return { values: starts.values, codes }
}

const dayMillis = 86_400_000

function startOf(day: number, interval: Interval): string {
  const at = new Date(day * dayMillis)
  // 1 January 1970 was a Thursday; weeks begin on Monday.
  if (interval === 'WEEK') at.setTime((day - ((((day + 3) % 7) + 7) % 7)) * dayMillis)
  if (interval === 'MONTH' || interval === 'QUARTER' || interval === 'YEAR') at.setUTCDate(1)
  if (interval === 'QUARTER') at.setUTCMonth(at.getUTCMonth() - (at.getUTCMonth() % 3))
  if (interval === 'YEAR') at.setUTCMonth(0)
  return at.toISOString().slice(0, 10)
}
