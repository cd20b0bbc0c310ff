import pg from 'pg'
import { currentSignal } from '../model/deadline.ts'
import { createListener } from './postgres-listener.ts'
import { execOrRollBack, transact } from './transact.ts'
import type { Db, Tx } from './types.ts'

type Runner = Pick<pg.ClientBase, 'query'>

/** A pool on a PostgreSQL server. Statements see `schema` first. */
export function createPostgresDb(databaseUrl: string, schema: string, poolSize: number): Db {
  const config: pg.ClientConfig = {
    connectionString: withOptions(
      databaseUrl,
      `-c search_path="${schema}",public -c jit=off -c work_mem=32MB -c timezone=UTC`,
    ),
    application_name: 'bulletin',
    connectionTimeoutMillis: 15_000,
    types: { getTypeParser },
  }
  const pool = new pg.Pool({ ...config, max: poolSize })
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // Nor has one any while it passes from one who asked to the next, and the server may end it just then.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const listener = createListener(config)
  return {
    home: 'postgres',
    query: (sql, params) => {
      const signal = currentSignal()
      return signal ? cancellable(pool, config, signal, sql, params) : query(pool, sql, params)
    },
    exec: (sql) => withClient(pool, (client) => execOrRollBack(toTx(client), sql)),
    transaction: (run) => withClient(pool, (client) => transact(toTx(client), run)),
    listen: listener.listen,
    [Symbol.asyncDispose]: async () => {
      await listener[Symbol.asyncDispose]()
      if (!pool.ended) await pool.end()
    },
  }
}

function toTx(client: Runner): Tx {
  return {
    query: (sql, params) => query(client, sql, params),
    exec: (sql) => exec(client, sql),
  }
}

async function query<Row>(runner: Pick<pg.Pool, 'query'> | Runner, sql: string, params?: unknown[]) {
  return (await runner.query(sql, params)).rows as Row[]
}

/** What nobody waits for any more is taken from the server's hands, over a connection of its own. */
async function cancellable<Row>(
  pool: pg.Pool,
  config: pg.ClientConfig,
  signal: AbortSignal,
  sql: string,
  params?: unknown[],
): Promise<Row[]> {
  signal.throwIfAborted()
  return withClient(pool, async (client) => {
    signal.throwIfAborted()
    const pid = (client as { processID?: number }).processID
    const cancel = () => void cancelBackend(config, pid).catch(() => {})
    signal.addEventListener('abort', cancel, { once: true })
    try {
      return await query<Row>(client, sql, params)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  })
}

async function cancelBackend(config: pg.ClientConfig, pid: number | undefined): Promise<void> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('SELECT pg_cancel_backend($1)', [pid])
  } finally {
    await client.end()
  }
}

async function exec<Row>(client: Runner, sql: string): Promise<Row[]> {
  const results: pg.QueryResult | pg.QueryResult[] = await client.query(sql)
  return [results].flat().flatMap(({ rows }) => rows as Row[])
}

async function withClient<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    return await run(client)
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) => {
  // Days have no zone; a Date would give them the machine's. Counters stay far below 2^53.
  if (oid === pg.types.builtins.DATE) return (day: string) => day
  if (oid === pg.types.builtins.INT8) return Number
  return pg.types.getTypeParser(oid, format)
}

function withOptions(databaseUrl: string, options: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', [url.searchParams.get('options'), options].filter(Boolean).join(' '))
  return url.href
}
