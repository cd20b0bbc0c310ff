import { BadInput } from '../model/errors.ts'
import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter, EventOrder } from '../model/filter.ts'
import { filterSql } from './filter-sql.ts'
import { searchSql } from './search-sql.ts'
import type { Db, EventPage, EventRef, PageRequest } from './types.ts'

interface SortKey {
  /** Expression on `events e`. */
  sql: string
  type: 'timestamptz' | 'bigint' | 'double precision'
  descending: boolean
}

interface RefRow {
  id: string
  revision: number
  key: Date | number
}

const maxPage = 5000

/** Seconds in which a report loses to a newer one that answers the search e times worse: half a year. */
const recency = 15_552_000

const sortKeys: Record<Exclude<EventOrder, 'RELEVANCE'>, SortKey> = {
  PUBLISHED_DESC: { sql: 'e.published_at', type: 'timestamptz', descending: true },
  PUBLISHED_ASC: { sql: 'e.published_at', type: 'timestamptz', descending: false },
  UPDATED_DESC: { sql: 'e.updated_at', type: 'timestamptz', descending: true },
  UPDATED_ASC: { sql: 'e.updated_at', type: 'timestamptz', descending: false },
  SEQ_DESC: { sql: 'e.seq', type: 'bigint', descending: true },
  SEQ_ASC: { sql: 'e.seq', type: 'bigint', descending: false },
}

/**
 * Ids and revisions of one page, by keyset: what is inserted meanwhile moves nothing. RELEVANCE without a text to
 * be relevant to is PUBLISHED_DESC.
 */
export async function page(db: Db, request: PageRequest, expand: ExpandText): Promise<EventPage> {
  const { filter, orderBy = 'PUBLISHED_DESC', limit, after, backward = false } = request
  checkLimit(limit)
  const params: unknown[] = []
  const order = sortKey(orderBy, filter, params, expand)
  const where = [filterSql(filter, params, { expand })]
  const direction = order.descending !== backward ? 'DESC' : 'ASC'
  if (after) {
    const bound = `$${params.push(checkKey(after.key, order.type))}::${order.type}, $${params.push(after.id)}::text`
    where.push(`(${order.sql}, e.id) ${direction === 'DESC' ? '<' : '>'} (${bound})`)
  }
  const rows = await db.query<RefRow>(
    `SELECT e.id, e.revision, ${order.sql} AS key FROM events e WHERE ${where.join(' AND ')}
     ORDER BY ${order.sql} ${direction}, e.id ${direction} LIMIT ${limit + 1}`,
    params,
  )
  const refs = rows.slice(0, limit).map((row) => toRef(row, order))
  return { refs: backward ? refs.reverse() : refs, hasMore: rows.length > limit }
}

/** Throws `BadInput` unless 0 ≤ limit ≤ 5,000. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 0 || limit > maxPage)
    throw new BadInput(`A page holds 0 to ${maxPage} entries, not ${limit}.`)
}

/** Throws `BadInput` where a page key was not made by a page of this order. */
export function checkKey(key: string, type: SortKey['type']): string {
  const fine =
    type === 'timestamptz' ? !Number.isNaN(Date.parse(key)) : key !== '' && Number.isFinite(Number(key))
  if (!fine)
    throw new BadInput('The page cursor is malformed, or belongs to another order. Start without one.')
  return key
}

function sortKey(
  orderBy: EventOrder,
  filter: EventFilter | undefined,
  params: unknown[],
  expand: ExpandText,
): SortKey {
  if (orderBy !== 'RELEVANCE') return sortKeys[orderBy]
  const text = filter && searchedText(filter)
  const search = text && searchSql(text, (value) => `$${params.push(value)}`, expand)
  if (!search) return sortKeys.PUBLISHED_DESC
  const rank = `ts_rank_cd(e.search, CASE WHEN e.stemmed THEN ${search.stemmed} ELSE ${search.plain} END, 1)`
  // Depends on nothing but the event, so that it is the same on every page: no "now" in it.
  const sql = `(ln(1e-6 + ${rank}) + extract(epoch FROM e.published_at)::double precision / ${recency})`
  return { sql, type: 'double precision', descending: true }
}

/** The text a match is measured by: the filter's own, or one that must hold as well. */
function searchedText(filter: EventFilter): string | null {
  if (filter.text?.trim()) return filter.text
  for (const inner of filter.and ?? []) {
    const text = searchedText(inner)
    if (text) return text
  }
  return null
}

function toRef({ id, revision, key }: RefRow, order: SortKey): EventRef {
  const text = key instanceof Date ? key.toISOString() : String(key)
  const ref = { id, revision, key: { key: text, id } }
  return order.type === 'double precision' ? { ...ref, rank: Number(key) } : ref
}
