import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { startSite } from '../ingest/site.ts'
import { onlyLoopback, start } from './process.ts'

const server = 'postgres://postgres@127.0.0.1:5432'
const hasPostgres = await answers(`${server}/test`)
if (!hasPostgres) console.warn('SKIPPED: takeover from a dead poller — no PostgreSQL at 127.0.0.1:5432')

describe.runIf(hasPostgres)('a poller that dies', { timeout: 150_000 }, () => {
  test('leaves its poll to another one, within a minute or so', async () => {
    await using database = await createDatabase()
    await using site = await startSite()
    let visits = 0
    site.pages.set('/rss/public.rss', () => {
      visits++
      return undefined
    })
    const env = {
      DATABASE_URL: database.url,
      BULLETIN_HOST_MAP: await onlyLoopback(site),
      BULLETIN_PACE: '100',
      LOG_LEVEL: 'warn',
    }
    const first = start(['serve', '--role', 'poller'], env)
    await vi.waitFor(() => expect(visits).toBe(1), { timeout: 60_000, interval: 100 })
    first.child.kill('SIGKILL')
    await first.finished
    await using second = start(['serve', '--role', 'poller'], env)
    await vi.waitFor(() => expect(visits).toBe(2), { timeout: 90_000, interval: 250 })
    second.child.kill('SIGTERM')
    expect((await second.finished).code).toBe(0)
  })
})

/** A database of its own, dropped afterwards. */
async function createDatabase(): Promise<AsyncDisposable & { url: string }> {
  const name = `takeover_${randomBytes(4).toString('hex')}`
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: `${server}/test` })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await run(`CREATE DATABASE ${name}`)
  return {
    url: `${server}/${name}`,
    [Symbol.asyncDispose]: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 })
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
