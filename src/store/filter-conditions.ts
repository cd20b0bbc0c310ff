import { BadInput } from '../model/errors.ts'
import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter } from '../model/filter.ts'
import { rangeBounds } from '../model/range-bounds.ts'
import type { Bind } from './filter-sql.ts'
import { searchSql } from './search-sql.ts'

/** Null: the filter says nothing. */
type Condition = string | null

type List = string[] | null | undefined

/** One value is compared by equality, which lets an index give the order as well. */
export function anyOf(column: string, values: List, bind: Bind): Condition {
  if (values == null) return null
  if (!values.length) return 'false'
  return values.length === 1
    ? `${column} = ${bind(values[0])}::text`
    : `${column} = ANY(${bind(values)}::text[])`
}

export function overlaps(column: string, values: List, bind: Bind): Condition {
  if (values == null) return null
  return values.length ? `${column} && ${bind(values)}::text[]` : 'false'
}

/** BCP 47 ranges: the base language, which is indexed, and what follows it where more is asked for. */
export function languages(tags: List, bind: Bind): Condition {
  if (!tags?.length) return tags ? 'false' : null
  const bases = [...new Set(tags.map((tag) => tag.split('-')[0]!))]
  const base = anyOf('e.base_language', bases, bind)
  if (bases.every((tag) => tags.includes(tag))) return base
  const exact = `e.language = ANY(${bind(tags)}::text[])`
  const within = `e.language ^@ ANY(${bind(tags.map((tag) => `${tag}-`))}::text[])`
  return `(${base} AND (${exact} OR ${within}))`
}

export function search(text: string | null | undefined, bind: Bind, expand: ExpandText): Condition {
  const query = text == null ? null : searchSql(text, bind, expand)
  if (!query) return null
  return `((e.stemmed AND e.search @@ ${query.stemmed}) OR (NOT e.stemmed AND e.search @@ ${query.plain}))`
}

/** Days are those the source counts; the instants they lie within let an index give the order. */
export function published(range: EventFilter['published'], bind: Bind): string[] {
  return rangeBounds(range).map(({ side, instant, day }) => {
    const compare = side === 'from' ? '>=' : '<='
    if (day === null) return `e.published_at ${side === 'from' ? '>=' : '<'} ${bind(instant)}::timestamptz`
    const place = `${bind(day)}::date`
    const widest = side === 'from' ? 'min(first_at)' : 'max(last_at)'
    // In a form no index has: both conditions let nearly the same events through, which the planner cannot know.
    return `(CASE WHEN e.published_on ${compare} ${place} THEN true ELSE false END
      AND e.published_at ${compare} (SELECT ${widest} FROM published_days WHERE day ${compare} ${place}))`
  })
}

export function updated(range: EventFilter['updated'], bind: Bind): string[] {
  return rangeBounds(range).map(
    ({ side, instant }) => `e.updated_at ${side === 'from' ? '>=' : '<'} ${bind(instant)}::timestamptz`,
  )
}

export function seqs(range: EventFilter['seq'], bind: Bind): string[] {
  return (['from', 'to'] as const).flatMap((side) => {
    const bound = range?.[side]
    if (bound == null) return []
    if (!Number.isSafeInteger(bound)) throw new BadInput(`seq.${side} must be a whole number.`)
    return [`e.seq ${side === 'from' ? '>=' : '<'} ${bind(bound)}::bigint`]
  })
}

export function atLeast(column: string, value: number | null | undefined, bind: Bind): Condition {
  if (value == null) return null
  if (!Number.isFinite(value)) throw new BadInput('minGrams must be a number of grams.')
  // Said in full, so that NOT of it holds for events without grams.
  return `(${column} IS NOT NULL AND ${column} >= ${bind(value)}::double precision)`
}

/** Written out, not bound: the planner then knows that nearly every event is published. */
export function status(values: EventFilter['status']): Condition {
  if (values == null) return null
  const known = (['PUBLISHED', 'WITHDRAWN'] as const).filter((each) => values.includes(each))
  return known.length ? `e.status IN (${known.map((each) => `'${each}'`).join(', ')})` : 'false'
}
