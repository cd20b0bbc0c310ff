import type { Rejection, RunRecord, SourceHealth } from '../model/source.ts'
import { storable } from './storable.ts'
import type { Commit, Tx } from './types.ts'

/** Everything of a poll besides its events: rejections, checkpoint, run and health. */
export async function writePollRecords(
  tx: Tx,
  { rejections = [], settled = [], checkpoint, run, health, at }: Commit,
  more: Rejection[],
  timeZoneOf: (sourceId: string) => string,
): Promise<void> {
  await writeRejections(tx, [...rejections, ...more])
  if (settled.length) await tx.query('DELETE FROM rejections WHERE id = ANY($1::text[])', [settled])
  if (checkpoint)
    await tx.query(
      `INSERT INTO checkpoints (source_id, checkpoint, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (source_id) DO UPDATE SET checkpoint = excluded.checkpoint, updated_at = excluded.updated_at`,
      [checkpoint.sourceId, JSON.stringify(storable(checkpoint)), at],
    )
  if (run) await writeRun(tx, run, timeZoneOf(run.sourceId))
  if (health) await writeHealth(tx, health)
}

export async function writeHealth(tx: Tx, health: SourceHealth): Promise<void> {
  await tx.query(
    `INSERT INTO health (source_id, health) VALUES ($1, $2)
     ON CONFLICT (source_id) DO UPDATE SET health = excluded.health`,
    [health.sourceId, JSON.stringify(storable(health))],
  )
}

/** Records a run once, and counts it on the day it ended, in the source's zone. */
export async function writeRun(tx: Tx, run: RunRecord, timeZone: string): Promise<void> {
  const heard = run.outcome === 'OK' || run.outcome === 'NOT_MODIFIED'
  await tx.query(
    `WITH recorded AS (
       INSERT INTO runs (id, source_id, finished_at, run) VALUES ($1, $2, $3::timestamptz, $4)
       ON CONFLICT (id) DO NOTHING RETURNING source_id
     )
     INSERT INTO coverage (source_id, day, successes, failures)
     SELECT source_id, ($3::timestamptz AT TIME ZONE $5)::date, $6::integer, 1 - $6::integer FROM recorded
     ON CONFLICT (day, source_id) DO UPDATE SET
       successes = coverage.successes + excluded.successes, failures = coverage.failures + excluded.failures`,
    [run.id, run.sourceId, run.finishedAt, JSON.stringify(storable(run)), timeZone, heard ? 1 : 0],
  )
}

async function writeRejections(tx: Tx, rejections: Rejection[]): Promise<void> {
  if (!rejections.length) return
  // The same item is turned down at every poll; it is one rejection, seen last now.
  const once = new Map(rejections.map((rejection) => [rejection.id, rejection]))
  await tx.query(
    `INSERT INTO rejections (id, source_id, url, reason, detail, payload, at)
     SELECT id, "sourceId", url, reason, detail, payload, at FROM json_to_recordset($1::json)
       AS r(id text, "sourceId" text, url text, reason text, detail text, payload jsonb, at timestamptz)
     ON CONFLICT (id) DO UPDATE SET url = excluded.url, reason = excluded.reason, detail = excluded.detail,
       payload = excluded.payload, at = excluded.at`,
    [JSON.stringify(storable([...once.values()]))],
  )
}
