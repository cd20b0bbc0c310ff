import type { AuditEntry } from '../model/access.ts'
import type { Db } from './types.ts'

export interface AuditLog {
  /** Records that a mutation begins; returns the entry's id. */
  begin(entry: Omit<AuditEntry, 'id' | 'outcome' | 'detail'>): Promise<string>
  end(id: string, outcome: AuditEntry['outcome'], detail: string | null): Promise<void>
  /** Newest first; `after` is the id of the last one seen. */
  page(request: { limit: number; after?: string | null }): Promise<AuditEntry[]>
}

type Row = Omit<AuditEntry, 'at'> & { at: Date }

export function createAuditLog(db: Db): AuditLog {
  return {
    async begin({ at, caller, requestId, action, arguments: given }) {
      const [row] = await db.query<{ id: string }>(
        `INSERT INTO audit_log (at, caller, request_id, action, arguments, outcome)
         VALUES ($1::timestamptz, $2, $3, $4, $5::jsonb, 'STARTED') RETURNING id::text AS id`,
        [at, caller, requestId, action, JSON.stringify(given)],
      )
      return row!.id
    },
    async end(id, outcome, detail) {
      await db.query('UPDATE audit_log SET outcome = $2, detail = $3 WHERE id = $1::bigint', [
        id,
        outcome,
        detail,
      ])
    },
    async page({ limit, after }) {
      const rows = await db.query<Row>(
        `SELECT id::text AS id, at, caller, request_id AS "requestId", action, arguments, outcome, detail
         FROM audit_log WHERE $2::bigint IS NULL OR id < $2::bigint ORDER BY audit_log.id DESC LIMIT $1::integer`,
        [limit, after ?? null],
      )
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
    },
  }
}
