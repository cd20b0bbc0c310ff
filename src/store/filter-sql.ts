import { BadInput } from '../model/errors.ts'
import type { EventFilter, InstantRange } from '../model/filter.ts'
import type { ExpandText } from './expand-search.ts'
import { searchSql } from './search-sql.ts'

export interface FilterOptions {
  expand: ExpandText
  /** Also WITHDRAWN events where the filter names no status: the log tells of them, lists do not. */
  anyStatus?: boolean
}

type Bind = (value: unknown) => string

const maxConditions = 500
const statuses = ['PUBLISHED', 'WITHDRAWN']

/**
 * Compiles a filter to a condition on `events e`. Values travel as parameters only: each is pushed to `params`, and
 * named by its place there. Throws `BadInput` on a bad instant or an endless filter.
 */
export function filterSql(
  filter: EventFilter | undefined,
  params: unknown[],
  options: FilterOptions,
): string {
  const bind: Bind = (value) => `$${params.push(value)}`
  if (filter && countNodes(filter) > maxConditions)
    throw new BadInput(`The filter is too large: at most ${maxConditions} nested conditions.`)
  const parts = filter ? conditions(filter, bind, options.expand) : []
  if (!options.anyStatus && !(filter && namesStatus(filter))) parts.push(`e.status = 'PUBLISHED'`)
  return all(parts)
}

/** True where the filter or anything nested in it speaks of status. */
export function namesStatus(filter: EventFilter): boolean {
  return filter.status != null || nested(filter).some(namesStatus)
}

function nested({ and, or, not }: EventFilter): EventFilter[] {
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]
}

function countNodes(filter: EventFilter, depth = 0): number {
  if (depth > 50) throw new BadInput('The filter is nested too deeply: at most 50 levels.')
  return nested(filter).reduce((sum, inner) => sum + countNodes(inner, depth + 1), 1)
}

function conditions(filter: EventFilter, bind: Bind, expand: ExpandText): string[] {
  const parts: (string | null)[] = [
    textSql(filter.text, bind, expand),
    anyOf('e.country', filter.countries, bind),
    anyOf('e.source_id', filter.sources, bind),
    languageSql(filter.languages, bind),
    overlaps('e.categories', filter.categories, bind),
    overlaps('e.substance_tree', filter.substances, bind),
    overlaps('e.regions', filter.regions, bind),
    rangeSql('e.published_at', 'e.published_on', filter.published, bind),
    rangeSql('e.updated_at', null, filter.updated, bind),
    seqSql(filter.seq, bind),
    gramsSql(filter.minGrams, bind),
    statusSql(filter.status),
  ]
  const inner = (each: EventFilter) => all(conditions(each, bind, expand))
  if (filter.and) parts.push(filter.and.length ? all(filter.and.map(inner)) : 'false')
  if (filter.or) parts.push(filter.or.length ? `(${filter.or.map(inner).join(' OR ')})` : 'false')
  if (filter.not) parts.push(`NOT ${inner(filter.not)}`)
  return parts.filter((part) => part !== null)
}

function all(parts: string[]): string {
  return parts.length ? `(${parts.join(' AND ')})` : 'true'
}

/** One value is compared by equality, which lets an index give the order as well. */
function anyOf(column: string, values: string[] | null | undefined, bind: Bind): string | null {
  if (values == null) return null
  if (!values.length) return 'false'
  return values.length === 1 ? `${column} = ${bind(values[0])}` : `${column} = ANY(${bind(values)}::text[])`
}

function overlaps(column: string, values: string[] | null | undefined, bind: Bind): string | null {
  if (values == null) return null
  return values.length ? `${column} && ${bind(values)}::text[]` : 'false'
}

function languageSql(languages: string[] | null | undefined, bind: Bind): string | null {
  if (!languages?.length) return languages ? 'false' : null
  const bases = [...new Set(languages.map((tag) => tag.split('-')[0]!))]
  const base = anyOf('e.base_language', bases, bind)
  if (languages.every((tag) => bases.includes(tag))) return base
  const exact = `e.language = ANY(${bind(languages)}::text[])`
  const within = `e.language ^@ ANY(${bind(languages.map((tag) => `${tag}-`))}::text[])`
  return `(${base} AND (${exact} OR ${within}))`
}

function textSql(text: string | null | undefined, bind: Bind, expand: ExpandText): string | null {
  const search = text == null ? null : searchSql(text, bind, expand)
  return (
    search &&
    `((e.stemmed AND e.search @@ ${search.stemmed}) OR (NOT e.stemmed AND e.search @@ ${search.plain}))`
  )
}

function rangeSql(
  instants: string,
  days: string | null,
  range: InstantRange | null | undefined,
  bind: Bind,
): string | null {
  const parts: string[] = []
  for (const side of ['from', 'to'] as const) {
    const bound = range?.[side]
    if (bound == null) continue
    const isDay = /^\d{4}-\d\d-\d\d$/.test(bound)
    const instant = toInstant(bound, side)
    if (isDay && days) parts.push(`${days} ${side === 'from' ? '>=' : '<='} ${bind(bound)}::date`)
    else if (side === 'from') parts.push(`${instants} >= ${bind(instant)}::timestamptz`)
    // An inclusive last day ends where the next begins.
    else parts.push(`${instants} < ${bind(isDay ? nextDay(instant) : instant)}::timestamptz`)
  }
  return parts.length ? all(parts) : null
}

function toInstant(text: string, side: string): string {
  const date = new Date(text)
  const rolledOver =
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.valueOf()) && !date.toISOString().startsWith(text)
  if (Number.isNaN(date.valueOf()) || rolledOver || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9998)
    throw new BadInput(
      `"${text}" (${side}) is not an instant such as 2025-04-01T00:00:00Z, or a day such as 2025-04-01.`,
    )
  return date.toISOString()
}

function nextDay(instant: string): string {
  return new Date(Date.parse(instant) + 86_400_000).toISOString()
}

function seqSql(seq: EventFilter['seq'], bind: Bind): string | null {
  const parts: string[] = []
  if (seq?.from != null) parts.push(`e.seq >= ${bind(wholeNumber(seq.from, 'seq.from'))}::bigint`)
  if (seq?.to != null) parts.push(`e.seq < ${bind(wholeNumber(seq.to, 'seq.to'))}::bigint`)
  return parts.length ? all(parts) : null
}

function wholeNumber(value: number, name: string): number {
  if (!Number.isSafeInteger(value)) throw new BadInput(`${name} must be a whole number.`)
  return value
}

function gramsSql(minGrams: number | null | undefined, bind: Bind): string | null {
  if (minGrams == null) return null
  if (!Number.isFinite(minGrams)) throw new BadInput('minGrams must be a number of grams.')
  // Said in full, so that NOT of it holds for events without grams.
  return `(e.max_grams IS NOT NULL AND e.max_grams >= ${bind(minGrams)}::double precision)`
}

/** Written out, not bound: the planner then knows that nearly every event is published. */
function statusSql(values: EventFilter['status']): string | null {
  if (values == null) return null
  const known = statuses.filter((status) => (values as string[]).includes(status))
  return known.length ? `e.status IN (${known.map((status) => `'${status}'`).join(', ')})` : 'false'
}
