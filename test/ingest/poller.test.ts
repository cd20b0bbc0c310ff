import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { SourceResponse } from '../../src/connector/types.ts'
import type { Fetcher } from '../../src/fetch/types.ts'
import { createPoller, type PollerPorts } from '../../src/ingest/index.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { parseDate, understand } from '../../src/understand/index.ts'
import { source } from './fixture.ts'
import { drugStory, rss } from './pages.ts'

const databaseUrl = 'postgres://postgres@127.0.0.1:5432/test'
const hasPostgres = await reaches(databaseUrl)
if (!hasPostgres) console.warn('SKIPPED: two pollers on one PostgreSQL — no server at 127.0.0.1:5432')

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** Answers after a moment, and knows whether two requests of one source were ever under way together. */
function watchfulFetcher() {
  const under = new Map<string, number>()
  const seen = { visits: new Map<string, number>(), overlaps: [] as string[] }
  const fetcher: Fetcher = {
    async fetch(request, { signal }) {
      const key = new URL(request.url).searchParams.get('source')!
      under.set(key, (under.get(key) ?? 0) + 1)
      if (under.get(key)! > 1) seen.overlaps.push(key)
      seen.visits.set(key, (seen.visits.get(key) ?? 0) + 1)
      try {
        await new Promise((resolve) => setTimeout(resolve, 30))
        signal?.throwIfAborted()
        return answer(request.url, rss([drugStory(1)]))
      } finally {
        under.set(key, under.get(key)! - 1)
      }
    },
    stream: async () => Promise.reject(new Error('no stream is opened in this test')),
    async [Symbol.asyncDispose]() {},
  }
  return { fetcher, seen }
}

function answer(url: string, text: string): SourceResponse {
  const bytes = Buffer.from(text)
  const fetchedAt = new Date().toISOString()
  return {
    requestedUrl: url,
    url,
    status: 200,
    headers: {},
    text,
    bytes,
    fetchedAt,
    sha256: 'a'.repeat(64),
    notModified: false,
  }
}

function ports(
  store: Store,
  fetcher: Fetcher,
  sources: PollerPorts['sources'],
  more: Partial<PollerPorts> = {},
) {
  const clock = { now: () => new Date() }
  // Fast enough that every source is due several times within the test.
  return {
    store,
    fetcher,
    sources,
    understand,
    parseDate,
    clock,
    log: quiet,
    pace: 2_000,
    askEverySeconds: 0.5,
    ...more,
  }
}

const { feed } = await import('../../src/connector/index.ts')
function sourcesAt(count: number) {
  return Array.from({ length: count }, (_, i) => {
    const host = `s${i}.example`
    const strategies = [feed({ url: `https://${host}/feed?source=${i}` })]
    return source(strategies, { homepage: `https://${host}/`, hosts: [host, 'news.example'] })
  })
}

describe('the poller on an embedded database', () => {
  test('polls every source again and again, and stops at once', async () => {
    await using store = await openStore({ dataDir: 'memory://' })
    const { fetcher, seen } = watchfulFetcher()
    const poller = await createPoller(ports(store, fetcher, sourcesAt(3)))
    await vi.waitFor(() => expect([...seen.visits.values()].filter((n) => n >= 3)).toHaveLength(3), 20_000)
    await poller[Symbol.asyncDispose]()
    expect(seen.overlaps).toEqual([])
    expect((await store.health.all()).every(({ status }) => status === 'HEALTHY')).toBe(true)
  })

  test('after a restart it goes on with what was planned', async () => {
    await using store = await openStore({ dataDir: 'memory://' })
    const { fetcher, seen } = watchfulFetcher()
    const sources = sourcesAt(2)
    for (const round of [1, 2]) {
      const poller = await createPoller(ports(store, fetcher, sources))
      await vi.waitFor(
        () => expect([...seen.visits.values()].filter((n) => n >= round * 2)).toHaveLength(2),
        20_000,
      )
      await poller[Symbol.asyncDispose]()
    }
    expect(seen.overlaps).toEqual([])
  })
})

describe.runIf(hasPostgres)('two pollers on one PostgreSQL', () => {
  const schema = `poller_${randomBytes(4).toString('hex')}`
  afterAll(async () => {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(
      `DROP SCHEMA IF EXISTS ${schema} CASCADE; DROP SCHEMA IF EXISTS ${schema}_jobs CASCADE`,
    )
    await client.end()
  })

  test('share the sources, and never poll one twice at the same time', async () => {
    await using first = await openStore({ databaseUrl, schema })
    await using second = await openStore({ databaseUrl, schema })
    const { fetcher, seen } = watchfulFetcher()
    const sources = sourcesAt(8)
    const more = { schema: `${schema}_jobs` }
    const runs = new Map<Store, number>([first, second].map((store) => [store, 0]))
    const counting = (store: Store): Store => ({
      ...store,
      commit: (commit) => {
        runs.set(store, runs.get(store)! + 1)
        return store.commit(commit)
      },
    })
    const pollers = await Promise.all(
      [first, second].map((store) => createPoller(ports(counting(store), fetcher, sources, more))),
    )
    await vi.waitFor(() => expect([...seen.visits.values()].filter((n) => n >= 4)).toHaveLength(8), 30_000)
    await Promise.all(pollers.map((poller) => poller[Symbol.asyncDispose]()))
    expect(seen.overlaps).toEqual([])
    for (const count of runs.values()) expect(count).toBeGreaterThan(0)
  }, 180_000)
})

async function reaches(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 })
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
