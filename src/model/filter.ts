import type { CountryCode } from './country.ts'
import type { EventStatus } from './event.ts'
import type { Category } from './understanding.ts'

/**
 * Half-open where it says `to` (exclusive) for instants; days (`YYYY-MM-DD`) are inclusive: days of publication
 * as the source counts them, or UTC days of the update.
 */
export interface InstantRange {
  from?: string | null
  to?: string | null
}

/**
 * Mirrors the schema's `EventFilter`; absent or null means no condition, an empty list (`and`, `or` too) matches
 * nothing. A list of events whose filter names no `status` anywhere holds PUBLISHED ones only; the change log
 * also tells of withdrawn ones.
 */
export interface EventFilter {
  text?: string | null
  countries?: CountryCode[] | null
  sources?: string[] | null
  /** BCP 47 ranges: `uz` matches `uz-Cyrl` too. */
  languages?: string[] | null
  categories?: Category[] | null
  /** Concept ids; an event matches by a descendant too. */
  substances?: string[] | null
  /** ISO 3166-2. */
  regions?: string[] | null
  published?: InstantRange | null
  updated?: InstantRange | null
  /** Half-open too. */
  seq?: { from?: number | null; to?: number | null } | null
  /** At least one single seizure of this mass. */
  minGrams?: number | null
  status?: EventStatus[] | null
  and?: EventFilter[] | null
  or?: EventFilter[] | null
  not?: EventFilter | null
}

export type EventOrder =
  | 'PUBLISHED_DESC'
  | 'PUBLISHED_ASC'
  | 'UPDATED_DESC'
  | 'UPDATED_ASC'
  | 'SEQ_DESC'
  | 'SEQ_ASC'
  | 'RELEVANCE'
