import type { ExpandText } from '../model/expansion.ts'
import { type Bind, filterSql } from './filter-sql.ts'
import { type RefList, readRefs, selectSql } from './ordered-refs.ts'
import { searchSql } from './search-sql.ts'
import { checkKey } from './sort-key.ts'
import type { Db, EventRef } from './types.ts'

/** Weeks since 1970, both included. */
interface Weeks {
  first: number
  last: number
}

/** About how many events the first window holds. */
const firstWindow = 2_000
/** A window is at most so many times as long as all before it. */
const growth = 8
/** Longer ones are left to the index of words alone. */
const mostWeeks = 400

/**
 * The first events of a search in the order of publication. An index of words has no order, and all matches of a
 * frequent word are too many to sort: it is asked for one span of weeks after the other, each as long as the ones
 * before promise to need, until there are enough or nothing is left.
 */
export async function searchedRefs(
  db: Pick<Db, 'query'>,
  list: RefList,
  expand: ExpandText,
): Promise<EventRef[]> {
  const span = await spanOf(db, list, expand)
  if (!span) return []
  const found: EventRef[] = []
  const all = span.last - span.first + 1
  let done = 0
  let size = span.firstWindow
  while (done < all && found.length < list.limit) {
    const weeks = next(span, list.descending, done, size >= all - done ? all - done : size)
    const limit = list.limit - found.length
    const isShort = weeks.last - weeks.first < 2 * span.firstWindow
    const window = { isShort, within: (bind: Bind) => within(weeks, span, bind) }
    found.push(...(await windowRefs(db, { ...list, limit }, expand, window)))
    done += weeks.last - weeks.first + 1
    const needed = found.length
      ? Math.ceil(((list.limit - found.length) * done * 1.3) / found.length)
      : Infinity
    size = Math.max(1, Math.min(needed, done * growth))
  }
  return found
}

/** Matches within a window, all of which are found before they are put in order. */
async function windowRefs(
  db: Pick<Db, 'query'>,
  list: RefList,
  expand: ExpandText,
  window: { isShort: boolean; within(bind: Bind): string[] },
): Promise<EventRef[]> {
  const params: unknown[] = []
  const bind: Bind = (value) => `$${params.push(value)}`
  const { text, ...rest } = list.filter
  const search = text == null ? null : searchSql(text, bind, expand)
  const where = [filterSql(rest, params, { expand }), ...window.within(bind)]
  // Stemmed languages and the others are asked apart: one condition of both would be tried on every text in the window.
  // Beginnings of words are many entries of the index, all read whatever the window: of a short one it is quicker to
  // try each text.
  const home = (is: string, query: string, begins: boolean) =>
    begins && window.isShort
      ? `CASE WHEN ${is} THEN e.search @@ ${query} ELSE false END`
      : `${is} AND e.search @@ ${query}`
  const homes = search
    ? [home('e.stemmed', search.stemmed, search.begins), home('NOT e.stemmed', search.plain, true)]
    : ['true']
  // An expression that no index has: the order of one would lead past all the events that do not match.
  const order: [string, string] = [`(e.published_at + interval '0')`, 'e.id']
  const selects = homes.map((home) =>
    selectSql({ list, order, from: 'events e', where: [...where, home] }, bind),
  )
  const direction = list.descending ? 'DESC' : 'ASC'
  const sql = `SELECT id, revision, key FROM (${selects.map((select) => `(${select})`).join(' UNION ALL ')}) AS matches
    ORDER BY key ${direction}, id ${direction} LIMIT ${list.limit}`
  return readRefs(db, sql, params)
}

function next({ first, last }: Weeks, descending: boolean, done: number, size: number): Weeks {
  return descending
    ? { first: last - done - size + 1, last: last - done }
    : { first: first + done, last: first + done + size - 1 }
}

function within({ first, last }: Weeks, span: Weeks, bind: (value: unknown) => string): string[] {
  if (first === span.first && last === span.last) return []
  if (last - first >= mostWeeks)
    return [`week_of(e.published_at) BETWEEN ${bind(first)}::integer AND ${bind(last)}::integer`]
  const weeks = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return [`ARRAY[week_of(e.published_at)] && ${bind(weeks)}::integer[]`]
}

/** From the first to the last event the list may hold by its times of publication; null where there is none. */
async function spanOf(db: Pick<Db, 'query'>, list: RefList, expand: ExpandText) {
  const { filter, order, descending, after, before, notBefore } = list
  const params: unknown[] = []
  const where = filterSql({ published: filter.published, status: ['PUBLISHED', 'WITHDRAWN'] }, params, {
    expand,
  })
  const bounds = [
    { key: after, compare: descending ? '<=' : '>=' },
    { key: before, compare: '<=' },
    { key: notBefore, compare: '>=' },
  ]
  const beyond = bounds
    .filter(({ key }) => key)
    .map(
      ({ key, compare }) =>
        ` AND e.published_at ${compare} $${params.push(checkKey(key!.key, order.type))}::timestamptz`,
    )
    .join('')
  const end = (direction: string) =>
    `(SELECT week_of(e.published_at) FROM events e WHERE ${where}${beyond} ORDER BY e.published_at ${direction} LIMIT 1)`
  const [row] = await db.query<{ first: number | null; last: number | null; events: number }>(
    `SELECT ${end('ASC')} AS first, ${end('DESC')} AS last,
       (SELECT reltuples FROM pg_class WHERE oid = 'events'::regclass) AS events`,
    params,
  )
  const { first, last, events } = row!
  if (first === null || last === null) return null
  const weeks = last - first + 1
  // So few, or never counted, that one look is enough.
  const size = events > firstWindow ? Math.ceil((firstWindow * weeks) / events) : weeks
  return { first, last, firstWindow: size }
}
