import type { Clock } from '../../model/clock.ts'
import type { SourceHealth } from '../../model/source.ts'
import type { Store } from '../../store/types.ts'

/** What the database knows of the work of all processes. */
export interface StoreFigures {
  head: number
  tail: number
  health: SourceHealth[]
  polls: { source: string; successes: number; failures: number }[]
  rejections: { source: string; reason: string; count: number }[]
  queue: { state: string; count: number }[]
  /** By state; empty without any. */
  webhooks: { state: string; count: number }[]
  /** Of active ones: how far the last of them is behind the log, and how many have failed and are tried again. */
  deliveries: { lag: number; failing: number }
}

const keptMs = 5_000

/** Asked at most every five seconds, however many scrape. */
export function createStoreFigures(
  store: Pick<Store, 'db' | 'changes' | 'health'>,
  clock: Clock,
): () => Promise<StoreFigures> {
  let kept: { at: number; figures: Promise<StoreFigures> } | null = null
  return () => {
    const now = clock.now().getTime()
    if (kept && Math.abs(now - kept.at) < keptMs) return kept.figures
    const figures = readFigures(store)
    kept = { at: now, figures }
    figures.catch(() => {
      kept = null
    })
    return figures
  }
}

async function readFigures({
  db,
  changes,
  health,
}: Pick<Store, 'db' | 'changes' | 'health'>): Promise<StoreFigures> {
  const [head, tail] = [await changes.head(), await changes.tail()]
  const [deliveries] = await db.query<StoreFigures['deliveries']>(
    `SELECT coalesce(max(log.head - position), 0)::int AS lag, count(failing_since)::int AS failing
     FROM webhooks CROSS JOIN log WHERE state = 'ACTIVE'`,
  )
  return {
    head,
    tail,
    health: await health.all(),
    polls: await db.query(
      `SELECT source_id AS source, sum(successes)::int AS successes, sum(failures)::int AS failures
       FROM coverage GROUP BY source_id`,
    ),
    rejections: await db.query(
      'SELECT source_id AS source, reason, count(*)::int AS count FROM rejections GROUP BY source_id, reason',
    ),
    queue: await countStates(db, 'bulletin_jobs.job', 'state::text'),
    webhooks: await countStates(db, 'webhooks', 'state::text'),
    deliveries: deliveries!,
  }
}

/** Of a table that another part made, or has not made yet. */
async function countStates(db: Store['db'], table: string, state: string): Promise<StoreFigures['queue']> {
  const [found] = await db.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [table])
  if (!found?.name) return []
  return db.query(`SELECT ${state} AS state, count(*)::int AS count FROM ${table} GROUP BY 1`)
}
