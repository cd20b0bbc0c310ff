import type { Db } from './types.ts'

/** What is kept for a time only. `changes` are the log itself: readers behind its tail must begin anew. */
export type Kept = 'snapshots' | 'rejections' | 'runs' | 'changes' | 'audit' | 'deliveries'

const counts: Record<Kept, string> = {
  snapshots: 'SELECT count(*)::int AS count FROM snapshots WHERE last_seen_at < $1::timestamptz',
  rejections: 'SELECT count(*)::int AS count FROM rejections WHERE at < $1::timestamptz',
  runs: 'SELECT count(*)::int AS count FROM runs WHERE finished_at < $1::timestamptz',
  changes: `SELECT count(*)::int AS count FROM changes
            WHERE seq < coalesce((SELECT min(seq) FROM changes WHERE at >= $1::timestamptz), 9223372036854775807)`,
  audit: 'SELECT count(*)::int AS count FROM audit_log WHERE at < $1::timestamptz',
  deliveries: 'SELECT count(*)::int AS count FROM webhook_deliveries WHERE at < $1::timestamptz',
}

/** How many would go. */
export async function countOlder(db: Db, kept: Kept, olderThan: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(counts[kept], [olderThan])
  return row!.count
}

export async function pruneAudit(db: Db, olderThan: string): Promise<number> {
  const rows = await db.query('DELETE FROM audit_log WHERE at < $1::timestamptz RETURNING 1', [olderThan])
  return rows.length
}
