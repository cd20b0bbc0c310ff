import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { verifyStore } from '../../src/store/verify/verify-store.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { sampleDraft } from '../store/sample-draft.ts'
import type { PrivatePostgres } from '../torture/private-postgres.ts'
import { startPrivatePostgres } from '../torture/private-postgres.ts'
import { mayMount, mount } from './mount.ts'
import { startProxy } from './proxy.ts'

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
    await expectAllThere()
  }

  async function expectAllThere(): Promise<void> {
    await expect.poll(async () => (await gateway.ask(query)).errors, { timeout: 15_000 }).toBeUndefined()
    expect((await store.events.byIds(acknowledged)).filter((event) => event === null)).toEqual([])
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

  test.skipIf(!mayMount)(
    'its disk is full: writes fail whole, reads go on, and room makes it work again',
    async () => {
      const place = await mkdtemp(join(tmpdir(), 'bulletin-tablespace-'))
      try {
        await using disk = mount(['-t', 'tmpfs', '-o', 'size=48m,mode=777', 'none', place])
        await mkdir(join(place, 'space'))
        if (postgres!.uid !== undefined) await chown(join(place, 'space'), postgres!.uid, postgres!.uid)
        const admin = await openStore({ databaseUrl: postgres!.url })
        await admin.db.query(`CREATE TABLESPACE small LOCATION '${join(place, 'space')}'`)
        const tables = await admin.db.query<{ name: string }>(
          "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bulletin'",
        )
        for (const { name } of tables) await admin.db.query(`ALTER TABLE ${name} SET TABLESPACE small`)
        await disk.fill(200)
        const failure = await (async () => {
          for (let n = 0; n < 500; n++) await commit()
        })().catch((error: { code?: string }) => error.code)
        expect(failure).toBe('53100')
        const { data, errors } = await gateway.ask(query)
        expect(errors).toBeUndefined()
        expect(data.events.nodes.length).toBeGreaterThan(0)
        const refused = await gateway.ask('mutation { revokeApiKey(id: "x") { id } }')
        for (const { extensions } of refused.errors ?? []) expect(extensions.code).toBe('UNAVAILABLE')
        await disk.free()
        await expectAllThere()
        for (const { name } of tables) await admin.db.query(`ALTER TABLE ${name} SET TABLESPACE pg_default`)
        await admin.db.query('DROP TABLESPACE small')
        await admin[Symbol.asyncDispose]()
      } finally {
        await rm(place, { recursive: true, force: true })
      }
    },
  )

  test('it is slow, and silent with its connections open: answers take longer, or say so in time', async () => {
    const { port } = new URL(postgres!.url)
    await using proxy = await startProxy(Number(port))
    await using far = await openStore({ databaseUrl: postgres!.url.replace(port, String(proxy.port)) })
    await using slow = await startGateway({
      store: far,
      config: { host: '127.0.0.1', port: 0, readyTimeoutMs: 500, queries: { timeoutMs: 1_500 } },
    })
    const changing = () => slow.ask(`{ events(first: ${1 + Math.floor(Math.random() * 90)}) { totalCount } }`)
    proxy.delayMs = 40
    expect((await changing()).errors).toBeUndefined()
    proxy.delayMs = null
    const { errors } = await changing()
    expect(errors?.[0].extensions.code).toMatch(/^(QUERY_TIMEOUT|UNAVAILABLE)$/)
    expect((await fetch(`${slow.url}/readyz`)).status).toBe(503)
    proxy.delayMs = 0
    await expect.poll(async () => (await changing()).errors, { timeout: 30_000 }).toBeUndefined()
    await expect.poll(async () => (await fetch(`${slow.url}/readyz`)).status, { timeout: 30_000 }).toBe(200)
  })

  test('a table is locked by someone: the answer says that it took too long, and the next one comes', async () => {
    await using locked = await startGateway({
      store,
      config: { host: '127.0.0.1', port: 0, queries: { timeoutMs: 700 } },
    })
    const ask = (first: number) => locked.ask(`{ events(first: ${first}) { nodes { title } } }`)
    await using admin = await openStore({ databaseUrl: postgres!.url })
    await admin.db.transaction(async (tx) => {
      await tx.query('LOCK TABLE bulletin.events IN ACCESS EXCLUSIVE MODE')
      expect((await ask(3)).errors?.[0].extensions.code).toBe('QUERY_TIMEOUT')
    })
    await expect.poll(async () => (await ask(4)).errors, { timeout: 15_000 }).toBeUndefined()
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
