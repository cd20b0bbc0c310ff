import type { Checkpoint, RunRecord, SourceHealth } from '../model/source.ts'
import type { Db, Store } from './types.ts'
import { writeHealth, writeRun } from './write-poll-records.ts'

export function createPollRecords(
  db: Db,
  timeZoneOf: (sourceId: string) => string,
): Pick<Store, 'checkpoints' | 'health' | 'runs'> {
  return {
    checkpoints: {
      async get(sourceId) {
        const [row] = await db.query<{ checkpoint: Checkpoint }>(
          'SELECT checkpoint FROM checkpoints WHERE source_id = $1',
          [sourceId],
        )
        return row?.checkpoint ?? null
      },
    },
    health: {
      async all() {
        const rows = await db.query<{ health: SourceHealth }>('SELECT health FROM health ORDER BY source_id')
        return rows.map(({ health }) => health)
      },
      async record(health, run) {
        await db.transaction(async (tx) => {
          if (run) await writeRun(tx, run, timeZoneOf(run.sourceId))
          await writeHealth(tx, health)
        })
      },
    },
    runs: {
      recent: async (sourceId, limit) => (await recentRuns(db, [sourceId], limit))[0]!,
      recentOf: (sourceIds, limit) => recentRuns(db, sourceIds, limit),
      async prune(olderThan) {
        const rows = await db.query('DELETE FROM runs WHERE finished_at < $1 RETURNING 1', [olderThan])
        return rows.length
      },
    },
  }
}

async function recentRuns(db: Db, sourceIds: string[], limit: number): Promise<RunRecord[][]> {
  const rows = await db.query<{ run: RunRecord }>(
    `SELECT r.run FROM unnest($1::text[]) AS source, LATERAL (
       SELECT run, finished_at, id FROM runs WHERE source_id = source
       ORDER BY finished_at DESC, id DESC LIMIT $2::integer) AS r
     ORDER BY r.finished_at DESC, r.id DESC`,
    [[...new Set(sourceIds)], limit],
  )
  const bySource = Map.groupBy(
    rows.map(({ run }) => run),
    ({ sourceId }) => sourceId,
  )
  return sourceIds.map((id) => bySource.get(id) ?? [])
}
