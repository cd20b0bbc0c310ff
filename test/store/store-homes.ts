import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore, type StoreOptions } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'

export const databaseUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

export type ExtraOptions = Omit<StoreOptions, 'dataDir' | 'databaseUrl' | 'schema'>

/** A place for one store: what is opened again is what was there; `drop` leaves nothing behind. */
export interface StoreHome {
  name: string
  options: { dataDir: string } | { databaseUrl: string; schema: string }
  open(extra?: ExtraOptions): Promise<Store>
  drop(): Promise<void>
}

/** Why PostgreSQL's half of a suite cannot run; null when it can. Said aloud, since a skip is easily overlooked. */
export async function postgresMissing(): Promise<string | null> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    await client.end()
    return null
  } catch (error) {
    const reason = `PostgreSQL is not reachable at ${databaseUrl}: ${(error as Error).message}`
    console.warn(`SKIPPED: ${reason}`)
    return reason
  }
}

export async function pgliteHome(): Promise<StoreHome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bulletin-store-'))
  return {
    name: 'PGlite',
    options: { dataDir },
    open: (extra) => openStore({ ...extra, dataDir }),
    drop: () => rm(dataDir, { recursive: true, force: true }),
  }
}

export async function postgresHome(): Promise<StoreHome> {
  const schema = `test_${randomBytes(6).toString('hex')}`
  return {
    name: 'PostgreSQL',
    options: { databaseUrl, schema },
    open: (extra) => openStore({ ...extra, databaseUrl, schema }),
    drop: async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
      await client.end()
    },
  }
}

/** Back to the first migration's state: quicker than a database for each test. */
export async function emptyStore({ db, events }: Store): Promise<void> {
  await db.exec(`TRUNCATE events, changes, revisions, quantities, checkpoints, health, runs, coverage, rejections,
    snapshots, vanished, webhooks, webhook_deliveries, event_facets, published_days;
    UPDATE log SET head = 0, tail = 0`)
  // What is kept in memory follows the log, which never goes back but here.
  await events.count()
}
