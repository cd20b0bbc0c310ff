import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueKey } from '../../../src/access/issue-key.ts'
import { createCache } from '../../../src/cache/index.ts'
import { createGateway } from '../../../src/server/gateway.ts'
import { countCache } from '../../../src/server/metrics/count-cache.ts'
import { createMetrics } from '../../../src/server/metrics/create-metrics.ts'
import { operationName } from '../../../src/server/metrics/operation-name.ts'
import { openStore } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { now, startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { fillStore } from '../../store/backup/filled-store.ts'
import { bearer } from '../access/ask-with.ts'

let store: Store
let gateway: TestGateway<Store>
const metrics = createMetrics()
const cache = countCache(createCache({}), metrics)
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  await fillStore(store, 8)
  await store.health.record({
    ...{ sourceId: 'kz/polisia-ru', status: 'HEALTHY', since: null, lastPollAt: now.toISOString() },
    ...{ lastSuccessAt: now.toISOString(), lastEventAt: null, nextPollAt: null, consecutiveFailures: 0 },
    ...{ strategy: null, lastError: null },
  } as never)
  gateway = await startGateway({ store, cache, metrics })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const scrape = async () => (await fetch(`${gateway.url}/metrics`)).text()

test('an operator sees queries by name with their cost, the log, sources and their freshness', async () => {
  for (let i = 0; i < 3; i++) await gateway.ask('query Newest { events(first: 5) { nodes { id } } }')
  await gateway.ask('{ nonsense }')
  await cache.getMany(['nothing'])
  await expect
    .poll(scrape)
    .toMatch(/bulletin_query_duration_seconds_count\{operation="anonymous",status="400"\} 1/)
  const text = await scrape()
  expect(text).toMatch(/bulletin_query_duration_seconds_count\{operation="Newest",status="200"\} 3/)
  expect(text).toMatch(/bulletin_query_cost_points_total\{operation="Newest"\} \d+/)
  expect(text).toMatch(
    /bulletin_http_request_duration_seconds_count\{route="\/graphql",method="POST",status="200"\} 3/,
  )
  expect(text).toMatch(/bulletin_cache_reads_total\{result="miss"\} [1-9]/)
  expect(text).toContain(`bulletin_log_head ${await store.changes.head()}`)
  expect(text).toMatch(/bulletin_rejections\{source="kz\/sample",reason="UNREADABLE"\} 2/)
  expect(text).toContain(
    `bulletin_source_last_success_timestamp_seconds{source="kz/polisia-ru"} ${now.getTime() / 1000}`,
  )
  expect(text).toMatch(/bulletin_source_status\{source="kz\/polisia-ru",status="HEALTHY"\} 1/)
  expect(text).toMatch(/bulletin_subscriptions 0/)
  expect(text).toMatch(/bulletin_database_up 1/)
  expect(text).toMatch(/process_resident_memory_bytes \d+/)
})

test('operations that clients make up do not fill the memory', async () => {
  for (let i = 0; i < 230; i++) await gateway.ask(`query Name${i} { __typename }`)
  await expect.poll(scrape).toMatch(/operation="other"/)
  expect((await scrape()).match(/bulletin_query_duration_seconds_count\{/g)!.length).toBeLessThan(210)
})

test('others see none of it', async () => {
  const reader = await issueKey({ name: 'r', scope: 'READ' }, 't', {
    keys: store.apiKeys,
    clock: { now: () => now },
  })
  const operator = await issueKey({ name: 'o', scope: 'OPERATE' }, 't', {
    keys: store.apiKeys,
    clock: { now: () => now },
  })
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  await using closed = await createGateway({
    ...{ store, cache: createCache({}), sources: [], fetchItems: async () => [], log },
    config: { host: '127.0.0.1', port: 0, auth: 'keys' },
  })
  const status = async (headers = {}) => (await fetch(`${closed.url}/metrics`, { headers })).status
  expect([
    await status(),
    await status(bearer(reader.secret)),
    await status(bearer(operator.secret)),
  ]).toEqual([401, 403, 200])
})

test('the name of an operation is read without parsing', () => {
  expect(operationName('query A { b }', undefined)).toBe('A')
  expect(operationName('fragment F on T { query } mutation M($a: Int) { b }', null)).toBe('M')
  expect(operationName('{ query }', null)).toBeNull()
  expect(operationName('query A { b } query B { b }', 'B')).toBe('B')
  expect(operationName(undefined, 'x"y')).toBeNull()
})
