import { BadInput } from '../model/errors.ts'
import type { ExpandText } from '../model/expansion.ts'
import { askedSubstancesSql } from './counted-rows.ts'
import { filterSql } from './filter-sql.ts'
import { checkLimit } from './page.ts'
import { checkKey } from './sort-key.ts'
import type { Db, EventStore, QuantityRow } from './types.ts'

type Row = Omit<QuantityRow, 'publishedAt' | 'key' | 'period'> & {
  publishedAt: Date
  period_from: string | null
  period_to: string | null
}

/** One page of flat rows by keyset (publication, event, ordinal), newest event first. */
export async function quantitiesPage(
  db: Db,
  { filter, limit, after, backward = false }: Parameters<EventStore['quantities']>[0],
  expand: ExpandText,
): ReturnType<EventStore['quantities']> {
  checkLimit(limit)
  const params: unknown[] = []
  const where = [filterSql(filter, params, { expand }), ...askedSubstancesSql(filter, params)]
  // Ordinals count down too, so that one comparison of rows serves; they are turned when a page is read.
  if (after) {
    const { id, ordinal } = parseRowId(after.id)
    const bound = [checkKey(after.key, 'timestamptz'), id, ordinal].map((value) => `$${params.push(value)}`)
    where.push(
      `(q.published_at, q.event_id, q.ordinal) ${backward ? '>' : '<'} (${bound[0]}::timestamptz, ${bound[1]}::text, ${bound[2]}::integer)`,
    )
  }
  const direction = backward ? 'ASC' : 'DESC'
  const rows = await db.query<Row>(
    `SELECT q.event_id AS "eventId", q.ordinal, q.kind, q.substance, q.value, q.unit, q.grams, q.qualifier, q.role,
       q.scope, q.period_from, q.period_to, q.part_of AS "partOf", q.evidence, q.published_at AS "publishedAt",
       q.country, q.region
     FROM quantities q JOIN events e ON e.id = q.event_id WHERE ${where.join(' AND ')}
     ORDER BY q.published_at ${direction}, q.event_id ${direction}, q.ordinal ${direction} LIMIT ${limit + 1}`,
    params,
  )
  const page = rows.slice(0, limit).map(toQuantityRow)
  return { rows: backward ? page.reverse() : page, hasMore: rows.length > limit }
}

function toQuantityRow({ publishedAt, period_from, period_to, ...row }: Row): QuantityRow {
  const instant = publishedAt.toISOString()
  return {
    ...row,
    period: period_from !== null && period_to !== null ? { from: period_from, to: period_to } : null,
    publishedAt: instant,
    key: { key: instant, id: `${row.eventId}/${row.ordinal}` },
  }
}

function parseRowId(rowId: string): { id: string; ordinal: number } {
  const match = /^(.+)\/(\d{1,9})$/s.exec(rowId)
  if (!match) throw new BadInput('The page cursor is malformed. Start without one.')
  return { id: match[1]!, ordinal: Number(match[2]) }
}
