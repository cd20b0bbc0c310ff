import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createChangeFeed } from '../../../src/read/live/change-feed.ts'
import { createHub, type Hub } from '../../../src/read/live/hub.ts'
import { openStore } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { drafts, filters } from '../../contracts/store/arbitraries.ts'
import { contractVocabulary } from '../../contracts/store/vocabulary.ts'
import { numbered } from '../../server/live/live-gateway.ts'

const at = '2025-04-02T08:00:00.000Z'
let store: Store
let hub: Hub
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  store = stack.use(await openStore({ dataDir: 'memory://', ...contractVocabulary }))
  const feed = stack.use(createChangeFeed(store.changes, { warn: () => {} }))
  await feed.ready
  hub = createHub(store.changes, feed, contractVocabulary)
})
afterAll(() => stack.disposeAsync())

async function caughtUp(): Promise<void> {
  const head = await store.changes.head()
  while (hub.position < head) await new Promise((resolve) => setImmediate(resolve))
}

describe('what followers are told live is what the log tells them afterwards', () => {
  test('whatever the events and the filters, kinds included', { timeout: 120_000 }, async () => {
    const kinds = fc.option(fc.subarray(['ADDED', 'REVISED', 'WITHDRAWN'] as const), { freq: 2 })
    const asked = fc.array(fc.record({ filter: filters, kinds }), { minLength: 10, maxLength: 10 })
    let run = 0
    await fc.assert(
      fc.asyncProperty(drafts, asked, async (list, requests) => {
        run += 1
        // Each run writes to addresses of its own, so that the log of one says nothing of another.
        const own = list.map((draft) => ({ ...draft, id: `${run}-${draft.id}`, url: `${draft.url}/${run}` }))
        const start = await store.changes.head()
        const told = requests.map((): string[] => [])
        const following = requests.map((request, i) =>
          hub.follow(request, ({ seq, kind }) => void told[i]!.push(`${seq} ${kind}`)),
        )
        // One change an event: what a filter says of it is then the same at any time.
        await store.commit({ sourceId: 'kz/sample', drafts: own, at })
        await caughtUp()
        for (const { stop } of following) stop()
        for (const [i, { filter, kinds }] of requests.entries()) {
          const page = await store.changes.page({
            after: start,
            limit: 1000,
            filter,
            kinds: kinds ?? undefined,
          })
          const expected = page.changes.map(({ seq, kind }) => `${seq} ${kind}`)
          expect(told[i], JSON.stringify(requests[i])).toEqual(expected)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('words too, which only the database can judge', async () => {
    const told: string[] = []
    const start = await store.changes.head()
    const filter = { text: 'лаборатория', countries: ['KZ' as const] }
    const following = hub.follow({ filter, kinds: null }, ({ event }) => void told.push(event.url))
    const words = ['В лабораториях', 'Ничего', 'Лабораторию закрыли']
    const list = words.map((body, n) => numbered(90_000 + n, { body }))
    for (const draft of list) await store.commit({ sourceId: 'kz/sample', drafts: [draft], at })
    while (following.position < (await store.changes.head()))
      await new Promise((resolve) => setImmediate(resolve))
    following.stop()
    expect(told).toEqual([list[0]!.url, list[2]!.url])
    const { changes } = await store.changes.page({ after: start, limit: 10, filter })
    expect(changes.map(({ event }) => event.url)).toEqual(told)
  })
})

describe('a log that went on without us', () => {
  test('tells followers that they lost their place, and goes on from its head', async () => {
    await using other = await openStore({ dataDir: 'memory://' })
    const read = other.changes.page
    let away = false
    const changes = {
      ...other.changes,
      page: (request: Parameters<typeof read>[0]) =>
        away ? Promise.reject(new Error('the database is away')) : read(request),
    }
    const warnings: string[] = []
    await using feed = createChangeFeed(changes, { pollMs: 20, warn: (_, message) => warnings.push(message) })
    await feed.ready
    const lost = Promise.withResolvers<{ code: string }>()
    const seen: number[] = []
    const heard = Promise.withResolvers<void>()
    feed.listen({
      onChanges(list) {
        seen.push(...list.map(({ seq }) => seq))
        heard.resolve()
      },
      onLost: lost.resolve,
    })
    away = true
    await other.commit({ sourceId: 'kz/sample', drafts: [numbered(1), numbered(2)], at })
    await other.changes.prune(new Date().toISOString())
    away = false
    expect((await lost.promise).code).toBe('CURSOR_EXPIRED')
    while (feed.position < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    await other.commit({ sourceId: 'kz/sample', drafts: [numbered(3)], at })
    await heard.promise
    expect(seen).toEqual([3])
    expect(warnings.at(-1)).toContain('moved on without us')
  })
})
