import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { verifyStore } from '../../src/store/verify/verify-store.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { sampleDraft } from '../store/sample-draft.ts'
import type { PrivatePostgres } from '../torture/private-postgres.ts'
import { startPrivatePostgres } from '../torture/private-postgres.ts'

const postgres: PrivatePostgres | null = await startPrivatePostgres()
if (!postgres) console.warn('SKIPPED: no initdb and pg_ctl here; outages of PostgreSQL are not tested.')

const query = '{ events(first: 100) { totalCount nodes { id } } }'

describe.skipIf(!postgres)('whatever happens to PostgreSQL, nothing that was acknowledged is lost', () => {
  let store: Store
  let gateway: TestGateway<Store>
  let committed = 0
  const acknowledged: string[] = []
  beforeAll(async () => {
    store = await openStore({ databaseUrl: postgres!.url })
    gateway = await startGateway({ store, config: { host: '127.0.0.1', port: 0, readyTimeoutMs: 1_000 } })
    await commit()
  })
  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]()
    await store?.[Symbol.asyncDispose]()
    await postgres?.[Symbol.asyncDispose]()
  })

  async function commit(): Promise<void> {
    const url = `https://news.example/${committed++}`
    const { added } = await store.commit({
      sourceId: 'kz/sample',
      drafts: [sampleDraft({ url })],
      at: new Date(1_744_000_000_000 + committed).toISOString(),
    })
    acknowledged.push(...added)
  }

  async function expectNothingLost(): Promise<void> {
    await expect
      .poll(
        () =>
          commit().then(
            () => true,
            () => false,
          ),
        { timeout: 15_000 },
      )
      .toBe(true)
    await expect.poll(async () => (await gateway.ask(query)).errors, { timeout: 15_000 }).toBeUndefined()
    const { data } = await gateway.ask(query)
    expect(data.events.nodes.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(acknowledged),
    )
    expect((await verifyStore(store.db)).filter(({ problems }) => problems > 0)).toEqual([])
  }

  test('its connections are cut in the middle of work', async () => {
    const work = Array.from({ length: 10 }, () => commit().catch(() => {}))
    const reads = Array.from({ length: 20 }, () => gateway.ask(query))
    const admin = await openStore({ databaseUrl: postgres!.url })
    await admin.db.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bulletin' AND pid <> pg_backend_pid()",
    )
    await admin[Symbol.asyncDispose]()
    await Promise.all(work)
    for (const { errors } of await Promise.all(reads))
      for (const error of errors ?? []) expect(error.extensions.code).toBe('UNAVAILABLE')
    await expectNothingLost()
  })

  test.each(['fast', 'immediate'] as const)('it is restarted (%s) under load', async (mode) => {
    let running = true
    const codes = new Set<string>()
    const writing = (async () => {
      while (running) await commit().catch(() => new Promise((resolve) => setTimeout(resolve, 20)))
    })()
    const reading = (async () => {
      while (running)
        for (const error of (await gateway.ask(query)).errors ?? []) codes.add(error.extensions.code)
    })()
    await postgres!.restart(mode)
    running = false
    await Promise.all([writing, reading])
    expect([...codes].filter((code) => code !== 'UNAVAILABLE')).toEqual([])
    await expectNothingLost()
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200)
  })

  test('it has no connection left for anyone', async () => {
    await store.db.exec('ALTER SYSTEM SET max_connections = 60')
    const hogs = await Promise.allSettled(
      Array.from({ length: 6 }, () => openStore({ databaseUrl: postgres!.url, poolSize: 10 })),
    )
    const opened = hogs.flatMap((hog) => (hog.status === 'fulfilled' ? [hog.value] : []))
    const sleeps = opened.flatMap(({ db }) =>
      Array.from({ length: 10 }, () => db.query('SELECT pg_sleep(1)').catch(() => {})),
    )
    const { errors = [] } = await gateway.ask(query)
    for (const error of errors) expect(error.extensions.code).toBe('UNAVAILABLE')
    await Promise.all(sleeps)
    for (const each of opened) await each[Symbol.asyncDispose]()
    await expectNothingLost()
  })
})
