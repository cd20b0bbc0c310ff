import { BadInput } from '../model/errors.ts'
import type { Rejection } from '../model/source.ts'
import type { Db, Store } from './types.ts'

export function createRejections(db: Db): Store['rejections'] {
  return {
    async counts(sourceIds) {
      const rows = await db.query<{ source_id: string; count: number }>(
        `SELECT source_id, count(*) AS count FROM rejections WHERE source_id = ANY($1::text[]) GROUP BY source_id`,
        [sourceIds],
      )
      const bySource = new Map(rows.map(({ source_id, count }) => [source_id, count]))
      return sourceIds.map((id) => bySource.get(id) ?? 0)
    },
    async page({ sourceId, reasons, limit, after }) {
      const start = after === undefined ? null : await place(db, after)
      const rows = await db.query<Omit<Rejection, 'at'> & { at: Date }>(
        `SELECT id, source_id AS "sourceId", url, reason, detail, payload, at FROM rejections
         WHERE ($1::text IS NULL OR source_id = $1) AND ($2::text[] IS NULL OR reason = ANY($2))
           AND ($3::timestamptz IS NULL OR (at, id) < ($3::timestamptz, $4::text))
         ORDER BY at DESC, id DESC LIMIT $5::integer`,
        [sourceId ?? null, reasons ?? null, start?.at ?? null, after ?? null, limit],
      )
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
    },
    async prune(olderThan, reasons) {
      const rows = await db.query(
        `DELETE FROM rejections WHERE at < $1::timestamptz AND ($2::text[] IS NULL OR reason = ANY($2)) RETURNING 1`,
        [olderThan, reasons ?? null],
      )
      return rows.length
    },
  }
}

async function place(db: Db, id: string): Promise<{ at: Date }> {
  const [row] = await db.query<{ at: Date }>('SELECT at FROM rejections WHERE id = $1', [id])
  if (!row) throw new BadInput(`No rejection ${id} is kept any more. Start again without "after".`)
  return row
}
