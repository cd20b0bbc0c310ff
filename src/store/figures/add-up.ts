import type { Dimension, Interval, StatRow } from '../types.ts'
import { type Axis, axisOf, intervalAxis, type Value } from './axes.ts'
import type { Columns } from './columns.ts'
import { createDistinctPairs } from './distinct-pairs.ts'
import type { Selection } from './select-rows.ts'
import { shareOf } from './share-of.ts'

export interface Question {
  by: Dimension[]
  interval?: Interval
  /** Lists of substances, each of which an amount must meet to be added; not asked where substances are told apart. */
  asked: string[][]
}

/** Rows under the groups they count in; a row of several values stands once for each. */
interface Entries {
  rows: Int32Array
  /** Where the values lie in the space of all combinations. */
  places: Float64Array
  /** Code of the substance, where substances are told apart. */
  substances: Int32Array | null
}

/** Counts and grams of the rows meant; the same rows as those of `statsSql`, null last. */
export function addUp(columns: Columns, selection: Selection, { by, interval, asked }: Question): StatRow[] {
  const axes = by.map((dimension) => axisOf(columns, dimension))
  if (interval) axes.push(intervalAxis(columns, interval))
  const split = by.indexOf('SUBSTANCE')
  let entries = entriesOf(selection)
  axes.forEach((axis, index) => {
    entries = axis.members ? spread(entries, axis, axis.members, index === split) : along(entries, axis)
  })
  const { group, places } = groupsOf(entries.places, axes)
  const count = places.length
  const events = new Float64Array(count)
  const stories = new Float64Array(count)
  const grams = new Float64Array(count)
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const most = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const told = createDistinctPairs()
  const shared = split >= 0 || asked.length > 0
  // Looked up once: a million times each costs more than the sums.
  const { story, members } = columns
  const own = { grams: columns.grams, least: columns.least, most: columns.most }
  const { rows, substances } = entries
  for (let entry = 0; entry < entries.rows.length; entry++) {
    const row = rows[entry]!
    const at = group[entry]!
    events[at]!++
    if (members[story[row]!] === 1 || told.add(at, story[row]!)) stories[at]!++
    if (shared && !columns.amounts.has(row)) continue
    const mass = shared
      ? shareOf(columns, row, substances ? axes[split]!.values[substances[entry]!]! : asked)
      : null
    const sum = mass ? mass.grams : own.grams[row]!
    // Not a number where there is none.
    if (Number.isNaN(sum)) continue
    const low = mass ? mass.least : own.least[row]!
    const high = mass ? mass.most : own.most[row]!
    grams[at]! += sum
    if (low < least[at]!) least[at] = low
    if (high > most[at]!) most[at] = high
  }
  const stats = places.map((place, at): StatRow => {
    const values = valuesAt(place, axes)
    return {
      keys: Object.fromEntries(by.map((dimension, index) => [dimension, values[index]!])),
      periodStart: interval ? values.at(-1)! : null,
      ...{ events: events[at]!, stories: stories[at]!, grams: grams[at]! },
      min: Number.isFinite(least[at]) ? least[at]! : null,
      max: Number.isFinite(most[at]) ? most[at]! : null,
    }
  })
  return stats.sort((a, b) => compare(a, b, by))
}

function entriesOf(selection: Selection): Entries {
  let count = 0
  for (let row = 0; row < selection.length; row++) count += selection[row]!
  const rows = new Int32Array(count)
  for (let row = 0, at = 0; row < selection.length; row++) if (selection[row] === 1) rows[at++] = row
  return { rows, places: new Float64Array(count), substances: null }
}

function along(entries: Entries, { values, codes }: Axis): Entries {
  const { rows, places } = entries
  const size = values.length
  for (let at = 0; at < rows.length; at++) places[at] = places[at]! * size + codes[rows[at]!]!
  return entries
}

function spread(
  { rows, places, substances }: Entries,
  { values, codes }: Axis,
  members: NonNullable<Axis['members']>,
  areSubstances: boolean,
): Entries {
  const size = values.length
  let count = 0
  for (let at = 0; at < rows.length; at++) count += members[codes[rows[at]!]!]!.length
  const spreadRows = new Int32Array(count)
  const spreadPlaces = new Float64Array(count)
  const spreadSubstances = areSubstances || substances ? new Int32Array(count) : null
  let to = 0
  for (let at = 0; at < rows.length; at++)
    for (const member of members[codes[rows[at]!]!]!) {
      spreadRows[to] = rows[at]!
      spreadPlaces[to] = places[at]! * size + member
      if (spreadSubstances) spreadSubstances[to] = areSubstances ? member : substances![at]!
      to++
    }
  return { rows: spreadRows, places: spreadPlaces, substances: spreadSubstances }
}

/** Group of each entry, and the place of each group. Without anything to group by there is one, if empty. */
function groupsOf(entries: Float64Array, axes: Axis[]): { group: Int32Array; places: number[] } {
  const group = new Int32Array(entries.length)
  const places: number[] = axes.length ? [] : [0]
  const size = axes.reduce((product, { values }) => product * values.length, 1)
  // An array where the space is small enough to be one.
  if (size <= 2 ** 20) {
    const known = new Int32Array(size).fill(-1)
    if (!axes.length) known[0] = 0
    for (let entry = 0; entry < entries.length; entry++) {
      const place = entries[entry]!
      if (known[place]! < 0) known[place] = places.push(place) - 1
      group[entry] = known[place]!
    }
    return { group, places }
  }
  const known = new Map<number, number>()
  for (let entry = 0; entry < entries.length; entry++) {
    const place = entries[entry]!
    let at = known.get(place)
    if (at === undefined) {
      at = places.push(place) - 1
      known.set(place, at)
    }
    group[entry] = at
  }
  return { group, places }
}

function valuesAt(place: number, axes: Axis[]): Value[] {
  let rest = place
  return axes
    .toReversed()
    .map(({ values }) => {
      const value = values[rest % values.length]!
      rest = Math.floor(rest / values.length)
      return value
    })
    .reverse()
}

function compare(a: StatRow, b: StatRow, by: Dimension[]): number {
  for (const dimension of by) {
    const difference = compareValues(a.keys[dimension] ?? null, b.keys[dimension] ?? null)
    if (difference) return difference
  }
  return compareValues(a.periodStart, b.periodStart)
}

function compareValues(a: Value, b: Value): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
