import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore } from '../src/store/index.ts'
import type { StoreHome } from '../src/store/open-db.ts'
import { seed } from './data/seed.ts'

export type HomeKind = 'postgres' | 'pglite'

export interface BenchHome extends AsyncDisposable {
  kind: HomeKind
  /** A place with the same data for one more process: the same schema, or a copy of the folder. */
  place(): Promise<StoreHome>
}

export const databaseUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

/** Why PostgreSQL cannot be measured here, or null. */
export async function postgresMissing(): Promise<string | null> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    await client.end()
    return null
  } catch (error) {
    return `PostgreSQL does not answer at ${databaseUrl}: ${(error as Error).message}`
  }
}

/** A database with `events` reports; disposing drops it and every copy. */
export async function makeHome(kind: HomeKind, events: number): Promise<BenchHome> {
  return kind === 'postgres' ? postgres(events) : pglite(events)
}

async function postgres(events: number): Promise<BenchHome> {
  const place = { databaseUrl, schema: `bench_${randomBytes(5).toString('hex')}` }
  await using store = await openStore(place)
  await seed(store, events)
  return {
    kind: 'postgres',
    place: async () => place,
    async [Symbol.asyncDispose]() {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      await client.query(`DROP SCHEMA IF EXISTS ${place.schema} CASCADE`)
      await client.end()
    },
  }
}

async function pglite(events: number): Promise<BenchHome> {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-bench-'))
  const template = join(folder, 'template')
  {
    await using store = await openStore({ dataDir: template })
    await seed(store, events)
  }
  return copies(template, folder)
}

/** A database that is there; it stays as it is. */
export async function copyOf(dataDir: string): Promise<BenchHome> {
  return copies(dataDir, await mkdtemp(join(tmpdir(), 'bulletin-bench-')))
}

function copies(template: string, folder: string): BenchHome {
  let count = 0
  return {
    kind: 'pglite',
    async place() {
      const dataDir = join(folder, `copy-${++count}`)
      await cp(template, dataDir, { recursive: true })
      return { dataDir }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
