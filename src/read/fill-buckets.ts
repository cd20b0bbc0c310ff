import { DateTime } from 'luxon'
import { memberStates } from '../model/country.ts'
import { BadInput } from '../model/errors.ts'
import type { EventFilter } from '../model/filter.ts'
import { categories } from '../model/understanding.ts'
import type { Dimension, Interval, StatRow } from '../store/types.ts'

export interface StatsQuestion {
  filter: EventFilter
  by: Dimension[]
  interval?: Interval
  timeZone?: string
}

export const maxBuckets = 100_000

const units = { DAY: 'day', WEEK: 'week', MONTH: 'month', QUARTER: 'quarter', YEAR: 'year' } as const

/**
 * The rows with one of zeros for every combination of values and periods that has no events. Values: those the filter
 * names; else the member states, every category, every source polled, and for the other dimensions what occurs.
 * Periods: those of `published`; where it is open, from the first to the last with events. Throws `BadInput` past
 * `maxBuckets` rows.
 */
export function fillBuckets(rows: StatRow[], question: StatsQuestion, sourceIds: string[]): StatRow[] {
  const { by, interval } = question
  const axes: (string | null)[][] = by.map((dimension) => valuesOf(dimension, rows, question, sourceIds))
  if (interval) axes.push(periodsOf(rows, question, interval))
  const size = axes.reduce((product, { length }) => product * length, 1)
  if (size > maxBuckets)
    throw new BadInput(
      `With empty buckets the answer would have ${size.toLocaleString('en')} rows; ${maxBuckets.toLocaleString('en')} is the most. Narrow the filter or take a longer interval.`,
    )
  const found = new Map(rows.map((row) => [JSON.stringify(placeOf(row, question)), row]))
  return combinations(axes).map((place) => found.get(JSON.stringify(place)) ?? zeros(place, question))
}

function placeOf({ keys, periodStart }: StatRow, { by, interval }: StatsQuestion): (string | null)[] {
  return [...by.map((dimension) => keys[dimension] ?? null), ...(interval ? [periodStart] : [])]
}

function zeros(place: (string | null)[], { by, interval }: StatsQuestion): StatRow {
  return {
    keys: Object.fromEntries(by.map((dimension, i) => [dimension, place[i]!])),
    periodStart: interval ? place.at(-1)! : null,
    ...{ events: 0, stories: 0, grams: 0, min: null, max: null },
  }
}

function combinations(axes: (string | null)[][]): (string | null)[][] {
  return axes.reduce<(string | null)[][]>(
    (places, axis) => places.flatMap((place) => axis.map((value) => [...place, value])),
    [[]],
  )
}

/** In the order of rows without empty ones: ascending, null last. */
function valuesOf(
  dimension: Dimension,
  rows: StatRow[],
  { filter }: StatsQuestion,
  sourceIds: string[],
): (string | null)[] {
  const named: Partial<Record<Dimension, readonly string[] | null | undefined>> = {
    COUNTRY: filter.countries ?? memberStates,
    SOURCE: filter.sources ?? sourceIds,
    CATEGORY: filter.categories ?? categories,
    SUBSTANCE: filter.substances,
    REGION: filter.regions,
    LANGUAGE: filter.languages,
  }
  const values = new Set<string | null>([
    ...(named[dimension] ?? []),
    ...rows.map(({ keys }) => keys[dimension] ?? null),
  ])
  const known = [...values].filter((value) => value !== null).sort()
  return values.has(null) ? [...known, null] : known
}

function periodsOf(rows: StatRow[], { filter, timeZone }: StatsQuestion, interval: Interval): string[] {
  const starts = rows.flatMap(({ periodStart }) => periodStart ?? []).sort()
  const { from, to } = filter.published ?? {}
  const first = from ? dayOf(from, timeZone) : starts[0]
  const last = to ? dayOf(to, timeZone, true) : starts.at(-1)
  if (!first || !last) return starts
  const unit = units[interval]
  const end = DateTime.fromISO(last, { zone: 'utc' })
  const periods: string[] = []
  let at = DateTime.fromISO(first, { zone: 'utc' }).startOf(unit)
  for (; at <= end && periods.length <= maxBuckets; at = at.plus({ [unit]: 1 })) periods.push(at.toISODate()!)
  return [...new Set([...periods, ...starts])].sort()
}

/** A day is itself; an instant the day it falls on, as an end the day of the last moment before it. */
function dayOf(moment: string, timeZone = 'utc', isEnd = false): string {
  if (!moment.includes('T')) return moment
  return DateTime.fromISO(moment, { zone: timeZone })
    .minus(isEnd ? 1 : 0)
    .toISODate()!
}
