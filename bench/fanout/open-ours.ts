import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Process, startProcess } from './process.ts'

const databaseUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
export const everyMs = 50

export interface Ours extends AsyncDisposable {
  server: Process
  /** Starts and stops the changes. */
  publish(on: boolean): Promise<unknown>
}

/** The gateway over a schema of its own, and what stands for its poller, each in a process. */
export async function openOurs(events: { bodyLetters?: number } = {}): Promise<Ours> {
  const home = { databaseUrl, schema: `bench_${randomBytes(5).toString('hex')}` }
  await using owned = new AsyncDisposableStack()
  owned.defer(() => dropSchema(home.schema))
  const server = owned.use(await startProcess('./serve-ours.ts', home))
  const publisher = owned.use(await startProcess('./publish.ts', { ...home, ...events, everyMs }))
  const all = owned.move()
  return {
    server,
    publish: (run) => publisher.ask({ run }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function dropSchema(schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  await client.end()
}
