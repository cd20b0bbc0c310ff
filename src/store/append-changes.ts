import type { PlannedChange } from './plan-commit.ts'
import type { Tx } from './types.ts'
import { batches } from './write-events.ts'

const insert = `
  WITH r AS (
    SELECT * FROM json_to_recordset($1::json)
      AS r(position integer, kind text, event_id text, revision integer, reason text, note text)
  ), logged AS (
    INSERT INTO changes (seq, kind, at, event_id, revision)
    SELECT $2::bigint + position, kind, $3::timestamptz, event_id, revision FROM r
  )
  INSERT INTO revisions (event_id, revision, at, seq, reason, note)
  SELECT event_id, revision, $3::timestamptz, $2::bigint + position, reason, note FROM r`

/** Takes `count` positions, or none; returns the log's head before them. The caller holds the append lock. */
export async function takePositions(tx: Tx, count: number): Promise<number> {
  const sql = count
    ? 'UPDATE log SET head = head + $1::integer RETURNING head - $1::integer AS base'
    : 'SELECT head - $1::integer AS base FROM log'
  const [row] = await tx.query<{ base: number }>(sql, [count])
  return row!.base
}

/** Writes the log entries and their revisions, and wakes readers once the transaction commits. */
export async function appendChanges(
  tx: Tx,
  changes: PlannedChange[],
  base: number,
  at: string,
  channel: string,
): Promise<void> {
  if (!changes.length) return
  for (const batch of batches(changes)) await tx.query(insert, [JSON.stringify(batch), base, at])
  await tx.query('SELECT pg_notify($1, $2)', [channel, String(base + changes.length)])
}
