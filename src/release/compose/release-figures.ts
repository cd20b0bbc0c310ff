import { countedGrams } from '../../model/counted-grams.ts'
import type { CountryCode } from '../../model/country.ts'
import type { StoredEvent } from '../../model/event.ts'
import type { ReleaseFigures } from '../../model/release-document.ts'
import type { Quantity } from '../../model/understanding.ts'

export interface FigureNames {
  substance(id: string): string
  /** Null where the code is not known. */
  region(code: string): { name: string; latitude: number; longitude: number } | null
}

/** Figures over the events of a release, each happening once. Sums hold single seizures only. */
export function releaseFigures(events: StoredEvent[], names: FigureNames): ReleaseFigures {
  return {
    seizures: seizures(events, names),
    counts: counts(events),
    categories: grouped(
      events.flatMap((event) =>
        event.understanding.categories.map(({ category }) => ({ key: { category, country: event.country } })),
      ),
    ).map(({ key, events }) => ({ ...key, events })),
    days: grouped(
      events
        .filter(({ publishedPrecision }) => publishedPrecision !== 'INFERRED')
        .map(({ publishedOn: day, country }) => ({ key: { day, country } })),
    )
      .map(({ key, events }) => ({ ...key, events }))
      .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1)),
    regions: regions(events, names),
    cumulative: events
      .flatMap(({ understanding }) => understanding.quantities)
      .filter(({ scope }) => scope === 'CUMULATIVE').length,
  }
}

function seizures(events: StoredEvent[], names: FigureNames): ReleaseFigures['seizures'] {
  const rows = events.flatMap(({ id, country, understanding: { quantities } }) =>
    countedGrams(quantities).flatMap(({ share }, i) => {
      const { substance } = quantities[i]!
      return share === null ? [] : [{ key: { substance, country }, id, value: share }]
    }),
  )
  return grouped(rows)
    .map(({ key, events, value }) => ({
      ...key,
      name: key.substance === null ? 'not named' : names.substance(key.substance),
      grams: value,
      events,
    }))
    .sort((a, b) => b.grams - a.grams || (a.name < b.name ? -1 : 1))
}

function counts(events: StoredEvent[]): ReleaseFigures['counts'] {
  const rows = events.flatMap(({ id, country, understanding: { quantities } }) =>
    quantities.filter(isCounted).map(({ kind, value }) => ({ key: { kind, country }, id, value })),
  )
  return grouped(rows).map(({ key, events, value }) => ({ ...key, value, events }))
}

/** One amount of one happening: a total over a period or a part of another amount would count things twice. */
function isCounted({ kind, role, scope }: Quantity): boolean {
  return kind !== 'MASS' && role === 'SEIZED' && scope === 'SINGLE'
}

function regions(events: StoredEvent[], names: FigureNames): ReleaseFigures['regions'] {
  const rows = events.flatMap(({ understanding: { region } }) => (region ? [{ key: { region } }] : []))
  return grouped(rows).flatMap(({ key, events }) => {
    const known = names.region(key.region)
    return known
      ? [{ ...key, name: known.name, latitude: known.latitude, longitude: known.longitude, events }]
      : []
  })
}

/** Rows of the same key together, in the order met; `events` are the different ids, or the rows where none are given. */
function grouped<Key extends Record<string, string | CountryCode | null>>(
  rows: { key: Key; id?: string; value?: number }[],
): { key: Key; events: number; value: number }[] {
  return [...Map.groupBy(rows, ({ key }) => JSON.stringify(key)).values()].map((group) => ({
    key: group[0]!.key,
    events: group[0]!.id === undefined ? group.length : new Set(group.map(({ id }) => id)).size,
    // To the milligram: sums of printed decimals differ in the last binary digits.
    value: Math.round(group.reduce((sum, { value = 0 }) => sum + value, 0) * 1000) / 1000,
  }))
}
