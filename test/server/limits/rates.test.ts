import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { issueKey } from '../../../src/access/issue-key.ts'
import type { GatewayConfig } from '../../../src/server/gateway.ts'
import { openStore } from '../../../src/store/index.ts'
import { hasRedisServer, startRedis } from '../../cache/redis-process.ts'
import { now, startGateway } from '../../doubles/start-gateway.ts'
import { askWith, bearer } from '../access/ask-with.ts'

const opened: AsyncDisposable[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each[Symbol.asyncDispose]()
})

async function start(config: Partial<GatewayConfig>, ports = {}) {
  const gateway = await startGateway({
    ...ports,
    config: { host: '127.0.0.1', port: 0, auth: 'open-on-public', ...config },
  })
  opened.push(gateway)
  return gateway
}

const page = '{ events(first: 10) { nodes { id title } } }'

describe('the share of a caller', () => {
  test('is told in headers, and grows less by what a query costs', async () => {
    const { url } = await start({ rates: { perAddress: 100 } })
    const first = await askWith(url, page)
    expect(first.headers.get('x-query-cost')).toBe('22')
    expect(first.headers.get('ratelimit-policy')).toBe('"cost";q=100;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"cost";r=78;t=\d+$/)
    expect((await askWith(url, page)).headers.get('ratelimit')).toMatch(/r=56/)
  })

  test('is refused with 429 and when to come back, on every way in', async () => {
    const { url } = await start({ rates: { perAddress: 40 } })
    await askWith(url, page)
    const { status, errors, headers } = await askWith(url, page)
    expect(status).toBe(429)
    expect(errors?.[0].extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    const address = `${url}/graphql?query=${encodeURIComponent(page)}`
    expect((await fetch(address, { headers: { accept: 'text/csv' } })).status).toBe(429)
    const follow = `${url}/graphql?query=${encodeURIComponent('subscription { eventChanges { event { id title body } } }')}`
    await askWith(url, page)
    expect((await fetch(follow, { headers: { accept: 'text/event-stream' } })).status).toBe(429)
  })

  test('is spent on questions that are refused, too', async () => {
    const { url } = await start({ rates: { perAddress: 60 } })
    for (let i = 0; i < 3; i++) expect((await askWith(url, '{ nonsense }')).status).toBe(400)
    expect((await askWith(url, page)).status).toBe(429)
  })

  test('of one key is its own, and no other’s', async () => {
    const store = await openStore({ dataDir: 'memory://' })
    opened.push(store)
    const { url } = await start({ auth: 'keys', rates: { perKey: 1_000, perAddress: 1 } }, { store })
    const ports = { keys: store.apiKeys, clock: { now: () => now } }
    const small = await issueKey({ name: 'small', scope: 'READ', pointsPerMinute: 30 }, 'test', ports)
    const usual = await issueKey({ name: 'usual', scope: 'READ' }, 'test', ports)
    expect((await askWith(url, page, bearer(small.secret))).status).toBe(200)
    expect((await askWith(url, page, bearer(small.secret))).status).toBe(429)
    const other = await askWith(url, page, bearer(usual.secret))
    expect(other.headers.get('ratelimit-policy')).toBe('"cost";q=1000;w=60')
    expect(other.status).toBe(200)
  })

  test('guessing keys is stopped', async () => {
    const { url } = await start({ auth: 'keys' })
    const statuses = []
    for (let i = 0; i < 35; i++)
      statuses.push((await askWith(url, page, bearer(`bul_${String(i).padStart(43, 'x')}`))).status)
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401))
    expect(statuses.slice(30)).toEqual(Array(5).fill(429))
  })

  test('behind a proxy is that of the address it forwards for', async () => {
    const { url } = await start({ rates: { perAddress: 30 }, trustedProxies: 1 })
    const from = (address: string) => askWith(url, page, { 'x-forwarded-for': address })
    expect((await from('203.0.113.1')).status).toBe(200)
    expect((await from('203.0.113.1')).status).toBe(429)
    expect((await from('203.0.113.2')).status).toBe(200)
    // What a client adds in front of the proxy's own word is not believed.
    expect((await from('203.0.113.9, 203.0.113.1')).status).toBe(429)
    expect((await from('2001:db8:1:2::1')).status).toBe(200)
    expect((await from('2001:db8:1:2:ffff::7')).status).toBe(429)
  })
})

describe('subscriptions at once', () => {
  const hold = async (url: string) => {
    const query = encodeURIComponent('subscription { eventChanges { seq } }')
    const stop = new AbortController()
    const response = await fetch(`${url}/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    })
    return { status: response.status, stop: () => stop.abort() }
  }

  test('are as many as the limit; one that ends makes room', async () => {
    const { url } = await start({ rates: { subscriptions: 2 } })
    const [first] = [await hold(url), await hold(url)]
    expect((await hold(url)).status).toBe(429)
    first.stop()
    await expect.poll(async () => (await hold(url)).status, { timeout: 5_000 }).toBe(200)
  })

  test('over WebSocket too', async () => {
    const { url } = await start({ rates: { subscriptions: 1 } })
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    const error = new Promise<string>((resolve) =>
      socket.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data))
        if (type === 'connection_ack')
          for (const id of ['1', '2'])
            socket.send(
              JSON.stringify({
                id,
                type: 'subscribe',
                payload: { query: 'subscription { eventChanges { seq } }' },
              }),
            )
        if (type === 'error') resolve(payload[0].extensions.code)
      }),
    )
    socket.once('open', () => socket.send('{"type":"connection_init"}'))
    expect(await error).toBe('RATE_LIMITED')
    socket.close()
  })
})

describe.skipIf(!hasRedisServer)('two gateways that share a Redis', () => {
  test('count as one, and each for itself while it is away', { timeout: 30_000 }, async () => {
    await using redis = await startRedis()
    const config = { redisUrl: redis.url, trustedProxies: 1, rates: { perAddress: 60, subscriptions: 1 } }
    const [one, two] = [await start(config), await start(config)]
    const query = encodeURIComponent('subscription { eventChanges { seq } }')
    const hold = (url: string) =>
      fetch(`${url}/graphql?query=${query}`, {
        headers: { accept: 'text/event-stream', 'x-forwarded-for': '203.0.113.5' },
      })
    // Until Redis is connected to, each counts alone.
    await expect
      .poll(async () => (await askWith(two.url, '{ __typename }')).headers.get('ratelimit'), {
        timeout: 5_000,
      })
      .not.toBeNull()
    const spent = (await askWith(one.url, page)).headers.get('ratelimit')
    expect(spent).toMatch(/r=3\d/)
    expect((await askWith(two.url, page)).status).toBe(200)
    expect((await askWith(two.url, page)).status).toBe(429)
    expect((await askWith(one.url, page)).status).toBe(429)
    expect([(await hold(one.url)).status, (await hold(two.url)).status]).toEqual([200, 429])
    await redis.kill()
    const alone = await askWith(one.url, page, { 'x-forwarded-for': '203.0.113.77' })
    expect(alone.status).toBe(200)
    // The one held here counts, those of others cannot.
    expect([(await hold(one.url)).status, (await hold(two.url)).status]).toEqual([429, 200])
  })
})

describe('a gateway that answers registered documents only', () => {
  test('answers them by text and by hash, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'documents-'))
    opened.push({ [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) })
    const registered = '{ countries { code } }'
    await writeFile(join(folder, 'countries.graphql'), `${registered}\n`)
    const { url } = await start({ queries: { persistedOnly: folder } })
    expect((await askWith(url, registered)).status).toBe(200)

    const refused = await askWith(url, '{ countries { name } }')
    expect([refused.status, refused.errors?.[0].extensions.code]).toEqual([403, 'DOCUMENT_NOT_ALLOWED'])
    expect((await askWith(url, '{ nonsense }')).status).toBe(403)
    const get = (query: string, accept: string) =>
      fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers: { accept } })
    expect((await get('{ countries { name } }', 'text/csv')).status).toBe(403)
    expect((await get('subscription { eventChanges { seq } }', 'text/event-stream')).status).toBe(403)

    const { createHash } = await import('node:crypto')
    const byHash = (text: string) => {
      const sha256Hash = createHash('sha256').update(text).digest('hex')
      const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } })
      return fetch(`${url}/graphql?extensions=${encodeURIComponent(extensions)}`)
    }
    expect((await (await byHash(registered)).json()).data).toBeDefined()
    expect((await (await byHash('{ countries { name } }')).json()).errors[0].extensions.code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    )
  })

  test('does not start on a folder that has none', async () => {
    await expect(start({ queries: { persistedOnly: '/nowhere' } })).rejects.toThrow(/not a folder/)
  })
})
