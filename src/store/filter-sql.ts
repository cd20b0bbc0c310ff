import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter } from '../model/filter.ts'
import { checkFilterSize, namesStatus } from '../model/filter-shape.ts'
import {
  anyOf,
  atLeast,
  languages,
  overlaps,
  published,
  search,
  seqs,
  status,
  updated,
} from './filter-conditions.ts'

export interface FilterOptions {
  expand: ExpandText
  /** Also WITHDRAWN events where the filter names no status: the log tells of them, lists do not. */
  anyStatus?: boolean
}

/** Stores a parameter and returns its place, `$n`. */
export type Bind = (value: unknown) => string

/**
 * Compiles a filter to a condition on `events e`. Values travel as parameters only: each is pushed to `params`, and
 * named by its place there. Throws `BadInput` on a bad value or an endless filter.
 */
export function filterSql(filter: EventFilter = {}, params: unknown[], options: FilterOptions): string {
  checkFilterSize(filter)
  const bind: Bind = (value) => `$${params.push(value)}`
  const parts = conditions(filter, bind, options.expand)
  if (!options.anyStatus && !namesStatus(filter)) parts.push(`e.status = 'PUBLISHED'`)
  return all(parts)
}

function conditions(filter: EventFilter, bind: Bind, expand: ExpandText): string[] {
  const inner = (each: EventFilter) => all(conditions(each, bind, expand))
  const parts = [
    search(filter.text, bind, expand),
    anyOf('e.country', filter.countries, bind),
    anyOf('e.source_id', filter.sources, bind),
    languages(filter.languages, bind),
    overlaps('e.categories', filter.categories, bind),
    overlaps('e.substance_tree', filter.substances, bind),
    overlaps('e.regions', filter.regions, bind),
    ...published(filter.published, bind),
    ...updated(filter.updated, bind),
    ...seqs(filter.seq, bind),
    atLeast('e.max_grams', filter.minGrams, bind),
    status(filter.status),
    filter.and && (filter.and.length ? all(filter.and.map(inner)) : 'false'),
    filter.or && (filter.or.length ? `(${filter.or.map(inner).join(' OR ')})` : 'false'),
    filter.not && `NOT ${inner(filter.not)}`,
  ]
  return parts.filter((part) => part != null)
}

function all(parts: string[]): string {
  return parts.length ? `(${parts.join(' AND ')})` : 'true'
}
