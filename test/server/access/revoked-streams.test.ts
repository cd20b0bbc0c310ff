import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { issueKey } from '../../../src/access/issue-key.ts'
import type { Store } from '../../../src/store/types.ts'
import { now, startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { postgresHome, postgresMissing, type StoreHome } from '../../store/store-homes.ts'
import { askWith, bearer } from './ask-with.ts'

const noPostgres = await postgresMissing()
const query = 'subscription { eventChanges { seq } }'
const clock = { now: () => now }

/** A subscription over WebSocket; resolves once it runs, `closed` with the code that ends it. */
async function follow(url: string, payload: object) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  const acknowledged = new Promise<void>((resolve) =>
    socket.on('message', (data) => JSON.parse(String(data)).type === 'connection_ack' && resolve()),
  )
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })))
  const outcome = await Promise.race([acknowledged.then(() => 'running' as const), closed])
  if (outcome === 'running') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
  return { outcome, closed, socket }
}

async function followBySse(url: string, secret: string) {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { accept: 'text/event-stream', ...bearer(secret) },
  })
  return { status: response.status, ended: response.text() }
}

describe.skipIf(noPostgres)('two gateways on one PostgreSQL', () => {
  let home: StoreHome
  let stores: Store[] = []
  let gateways: TestGateway<Store>[] = []
  beforeAll(async () => {
    home = await postgresHome()
    stores = [await home.open(), await home.open()]
    const config = { host: '127.0.0.1', port: 0, auth: 'keys' as const }
    gateways = await Promise.all(stores.map((store) => startGateway({ store, config })))
  })
  afterAll(async () => {
    for (const each of [...gateways, ...stores]) await each[Symbol.asyncDispose]()
    await home.drop()
  })
  const keyOf = (scope: 'READ' | 'OPERATE') =>
    issueKey({ name: scope, scope }, 'test', { keys: stores[0]!.apiKeys, clock })

  test('a WebSocket says who it is in its first message, and is closed where it does not', async () => {
    const { secret } = await keyOf('READ')
    const [first] = gateways
    expect((await follow(first!.url, {})).outcome).toMatchObject({ code: 4403 })
    expect((await follow(first!.url, { apiKey: 'bul_wrong' })).outcome).toMatchObject({ code: 4403 })
    for (const payload of [{ authorization: `Bearer ${secret}` }, { apiKey: secret }]) {
      const { outcome, socket } = await follow(first!.url, payload)
      expect(outcome).toBe('running')
      socket.close()
    }
  })

  test('revoking a key ends its subscriptions on both within five seconds, and nobody else’s', async () => {
    const operator = await keyOf('OPERATE')
    const other = await keyOf('READ')
    const { key, secret } = await keyOf('READ')
    const followed = await Promise.all(gateways.map(({ url }) => follow(url, { apiKey: secret })))
    const streams = await Promise.all(gateways.map(({ url }) => followBySse(url, secret)))
    const others = await Promise.all(gateways.map(({ url }) => follow(url, { apiKey: other.secret })))
    expect([...followed, ...others].map(({ outcome }) => outcome)).toEqual(Array(4).fill('running'))

    const began = performance.now()
    await askWith(
      gateways[0]!.url,
      `mutation { revokeApiKey(id: "${key.id}") { id } }`,
      bearer(operator.secret),
    )
    for (const { closed } of followed)
      expect(await closed).toEqual({ code: 4403, reason: 'The API key was revoked.' })
    for (const { ended } of streams) expect(await ended).toContain('UNAUTHENTICATED')
    expect(performance.now() - began).toBeLessThan(5_000)
    for (const { socket } of others) {
      expect(socket.readyState).toBe(WebSocket.OPEN)
      socket.close()
    }
    for (const { url } of gateways)
      expect((await askWith(url, '{ viewer { id } }', bearer(secret))).status).toBe(401)
  })

  test('also when the notice is lost', async () => {
    const { key, secret } = await keyOf('READ')
    const { closed } = await follow(gateways[1]!.url, { apiKey: secret })
    await stores[0]!.db.query('UPDATE api_keys SET revoked_at = now() WHERE id = $1', [key.id])
    expect((await closed).code).toBe(4403)
  })
})
