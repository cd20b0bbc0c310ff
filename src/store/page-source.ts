import type { EventFilter } from '../model/filter.ts'

/** Lists of values, each of which has an index that gives its events in the order of publication. */
export interface PageSource {
  /** Of `event_facets`, or a column of `events e`. */
  column: 'f.facet' | 'e.country' | 'e.source_id'
  values: string[]
  /** What is left to be asked of `e`. */
  rest: EventFilter
}

/** The rarest first: it leaves the fewest to look at. */
const facetLists = { substances: 'substance', regions: 'region', categories: 'category' } as const
const columnLists = { sources: 'e.source_id', countries: 'e.country' } as const

type ListName = keyof typeof facetLists | keyof typeof columnLists

/** More are asked for at once: they hold most events anyway. */
const mostValues = 12

/**
 * What a page in the order of publication is best read from; null where an index of `events` serves, or where the
 * filter asks for more than lists: the database then knows better which condition lets the fewest through.
 */
export function pageSource(filter: EventFilter): PageSource | null {
  const { and = [], ...own } = filter
  const parts: EventFilter[] = [own, ...(and ?? [])]
  const lists = new Set([...Object.keys(facetLists), ...Object.keys(columnLists)])
  const fields = parts.flatMap((part) => Object.entries(part).filter(([, value]) => value != null))
  if (fields.some(([name]) => name !== 'status' && !lists.has(name))) return null
  const take = (name: ListName, least: number) => {
    const at = parts.findIndex((part) => isFew(part[name], least))
    if (at < 0) return null
    const values = [...new Set<string>(parts[at]![name])]
    return {
      values,
      rest: { and: parts.map((part, index) => (index === at ? { ...part, [name]: null } : part)) },
    }
  }
  const asksFacets = fields.some(([name]) => name in facetLists)
  const asksColumns = fields.some(([name]) => name in columnLists)
  if (asksFacets && asksColumns) return null
  for (const [name, facet] of Object.entries(facetLists)) {
    const taken = take(name as ListName, 1)
    if (taken)
      return { ...taken, column: 'f.facet', values: taken.values.map((value) => `${facet}:${value}`) }
  }
  for (const [name, column] of Object.entries(columnLists)) {
    const taken = take(name as ListName, 2)
    if (taken) return { ...taken, column }
  }
  return null
}

function isFew(values: unknown, least: number): boolean {
  return Array.isArray(values) && values.length >= least && new Set(values).size <= mostValues
}
