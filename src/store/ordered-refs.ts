import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter } from '../model/filter.ts'
import { type Bind, filterSql } from './filter-sql.ts'
import { pageSource } from './page-source.ts'
import { checkKey, type SortKey } from './sort-key.ts'
import type { Db, EventRef, PageKey } from './types.ts'

export interface RefList {
  filter: EventFilter
  order: SortKey
  descending: boolean
  /** Starts after it, in the direction asked for. */
  after?: PageKey
  /** Of the order of publication: ends before the one, or begins with the other, whatever the direction. */
  before?: PageKey
  notBefore?: PageKey
  limit: number
}

export interface RefQuery {
  list: RefList
  /** Expressions of the order's two columns. */
  order: [string, string]
  from: string
  /** Conditions besides the list's bounds. */
  where: string[]
}

interface RefRow {
  id: string
  revision: number
  key: Date | number
}

/** Long pages are read from the events themselves: looking up so many one by one would take longer. */
const mostLookedUp = 500

/** The first events of a list, in the direction asked for. */
export async function orderedRefs(
  db: Pick<Db, 'query'>,
  list: RefList,
  expand: ExpandText,
): Promise<EventRef[]> {
  const { filter, order, limit } = list
  const params: unknown[] = []
  const bind: Bind = (value) => `$${params.push(value)}`
  const source = order.sql === 'e.published_at' && limit <= mostLookedUp ? pageSource(filter) : null
  const where = [filterSql(source?.rest ?? filter, params, { expand })]
  if (!source) {
    const query: RefQuery = { list, order: [order.sql, 'e.id'], from: 'events e', where }
    return readRefs(db, selectSql(query, bind), params)
  }
  const { column, values } = source
  const query: RefQuery =
    column === 'f.facet'
      ? {
          list,
          order: ['f.published_at', 'f.event_id'],
          from: 'event_facets f JOIN events e ON e.id = f.event_id',
          where,
        }
      : { list, order: [order.sql, 'e.id'], from: 'events e', where }
  if (values.length === 1) {
    where.push(`${column} = ${bind(values[0])}::text`)
    return readRefs(db, selectSql(query, bind), params)
  }
  // Each value's own first ones, put in one order; an event may be among several.
  where.push(`${column} = v.value`)
  const direction = list.descending ? 'DESC' : 'ASC'
  const sql = `SELECT DISTINCT p.key, p.id, p.revision FROM unnest(${bind(values)}::text[]) AS v(value)
    CROSS JOIN LATERAL (${selectSql(query, bind)}) AS p
    ORDER BY p.key ${direction}, p.id ${direction}, p.revision LIMIT ${limit}`
  return readRefs(db, sql, params)
}

export function selectSql({ list, order, from, where }: RefQuery, bind: Bind): string {
  const { descending, after, before, notBefore, limit } = list
  const direction = descending ? 'DESC' : 'ASC'
  const [key, id] = order
  const bounds = [
    { at: after, compare: descending ? '<' : '>' },
    { at: before, compare: '<' },
    { at: notBefore, compare: '>=' },
  ].flatMap(({ at, compare }) =>
    at
      ? [
          `(${key}, ${id}) ${compare} (${bind(checkKey(at.key, list.order.type))}::${list.order.type}, ${bind(at.id)}::text)`,
        ]
      : [],
  )
  return `SELECT e.id, e.revision, ${key} AS key FROM ${from} WHERE ${[...where, ...bounds].join(' AND ')}
    ORDER BY ${key} ${direction}, ${id} ${direction} LIMIT ${limit}`
}

export async function readRefs(db: Pick<Db, 'query'>, sql: string, params: unknown[]): Promise<EventRef[]> {
  const rows = await db.query<RefRow>(sql, params)
  return rows.map(({ id, revision, key }) => ({
    ...{ id, revision },
    key: { key: key instanceof Date ? key.toISOString() : String(key), id },
  }))
}
