import type { PgBoss, Queue } from 'pg-boss'
import type { Db } from '../store/types.ts'
import type { IngestLog } from './ports.ts'

/** Seconds without a sign of life after which a poller counts as dead and its polls are given to others. */
const heartbeatSeconds = 30

export const queueName = 'polls'
/** Visits to peers last as long as their streams do. */
export const peerQueueName = 'peers'

export interface QueueOptions {
  db: Db
  log: IngestLog
  /** PostgreSQL schema of the schedule. */
  schema: string
}

/**
 * The schedule, in the store's own database: jobs outlive the process, and `stately` with a key of the
 * source's id lets one poll of a source be under way at a time, on whichever poller takes it. The same on
 * PGlite and PostgreSQL, through pg-boss's seam for foreign drivers.
 */
export async function openQueue({ db, log, schema }: QueueOptions): Promise<PgBoss> {
  // Loaded when a poller starts: a gateway answers without it.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    db: {
      executeSql: async (text, values) => ({
        // One statement with parameters, or a script without.
        rows: values?.length ? await db.query(text, values) : await db.exec(text),
      }),
    },
    backend: db.home,
    schema,
    schedule: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    queueCacheIntervalSeconds: 60,
    monitorVacuum: false,
    reindex: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'the schedule met an error'))
  boss.on('warning', (warning) => log.debug({ warning }, 'the schedule warns'))
  await withLock(db, schema, () => boss.start())
  // A poll that was cut off is done again, however often that happens; jobs that are done are not kept.
  const options = {
    heartbeatSeconds,
    expireInSeconds: 1_800,
    retryLimit: 1_000_000,
    retryDelay: 1,
    deleteAfterSeconds: 600,
  }
  await putQueue(boss, queueName, options)
  await putQueue(boss, peerQueueName, { ...options, expireInSeconds: 86_400 })
  return boss
}

async function putQueue(boss: PgBoss, name: string, options: Omit<Queue, 'name' | 'policy'>): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, options)
  else await boss.createQueue(name, { policy: 'stately', ...options })
}

/** Two pollers that start together would both install the schedule. PGlite has one process, and one connection. */
function withLock(db: Db, schema: string, start: () => Promise<unknown>): Promise<unknown> {
  if (db.home === 'pglite') return start()
  return db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`bulletin schedule ${schema}`])
    return await start()
  })
}
