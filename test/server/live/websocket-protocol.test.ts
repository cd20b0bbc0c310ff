import { once } from 'node:events'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { toCursor } from '../../../src/model/cursor.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'
import { startGateway } from '../../doubles/start-gateway.ts'
import { openAcknowledged, openRaw } from './raw-socket.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>

const limits = { maxMessageBytes: 10_000, operationsPerConnection: 3 }
const start = (live: object) => startGateway({ config: { host: '127.0.0.1', port: 0, live } })
const changes = { query: 'subscription { eventChanges { seq } }' }
let gateway: Gateway
let number = 0
const add = () => gateway.store.add(sampleEvent(++number))

beforeAll(async () => {
  gateway = await start(limits)
  add()
})
afterAll(() => gateway[Symbol.asyncDispose]())

describe('greeting', () => {
  test('connection_init is acknowledged, with a payload or without', async () => {
    using plain = await openAcknowledged(gateway.url)
    using told = await openAcknowledged(gateway.url, { any: 'thing' })
    expect([plain.socket.protocol, told.socket.protocol]).toEqual(Array(2).fill('graphql-transport-ws'))
  })

  test('the acknowledgement tells the place one begins at', async () => {
    using raw = await openRaw(gateway.url)
    raw.send({ type: 'connection_init' })
    const { payload } = await raw.next()
    expect(payload.cursor).toBe(toCursor({ log: gateway.store.changes.id, seq: number }))
  })

  test('4400 for what is no message', async () => {
    for (const bad of ['{', 'null', '[]', '{}', '{"type":"start"}', '{"type":"subscribe"}', '"x"']) {
      using raw = await openRaw(gateway.url)
      raw.send(bad)
      const { code, reason } = await raw.closed
      expect([bad, code]).toEqual([bad, 4400])
      expect(reason).not.toBe('')
    }
  })

  test('4400 for a subscription whose payload is none', async () => {
    for (const payload of [undefined, {}, { query: 1 }, { query: '{a}', variables: 'x' }]) {
      using raw = await openAcknowledged(gateway.url)
      raw.send({ id: '1', type: 'subscribe', payload })
      expect((await raw.closed).code).toBe(4400)
    }
  })

  test('4400 for messages that only a server sends, and for binary ones', async () => {
    for (const message of [{ type: 'connection_ack' }, { id: '1', type: 'next', payload: {} }]) {
      using raw = await openAcknowledged(gateway.url)
      raw.send(message)
      expect((await raw.closed).code).toBe(4400)
    }
    using raw = await openAcknowledged(gateway.url)
    raw.send(Buffer.from('{"type":"ping"}'))
    expect((await raw.closed).code).toBe(4400)
  })

  test('4401 for a subscription before the greeting is done', async () => {
    using raw = await openRaw(gateway.url)
    raw.send({ id: '1', type: 'subscribe', payload: changes })
    expect(await raw.closed).toEqual({ code: 4401, reason: 'Unauthorized' })
  })

  test('4406 for another protocol, or none', async () => {
    for (const protocol of ['graphql-ws', 'other', []]) {
      using raw = await openRaw(gateway.url, protocol)
      expect(await raw.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' })
    }
  })

  test('4408 for one that says nothing', async () => {
    await using brief = await start({ initTimeoutMs: 50 })
    using raw = await openRaw(brief.url)
    expect(await raw.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' })
  })

  test('4429 for greeting twice', async () => {
    using raw = await openAcknowledged(gateway.url)
    raw.send({ type: 'connection_init' })
    expect(await raw.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' })
  })

  test('another path is no door', async () => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws')
    const [{ message }] = await once(socket, 'error')
    expect(message).toContain('404')
  })
})

describe('operations', () => {
  test('4409 for an id that is in use; free again once completed', async () => {
    using raw = await openAcknowledged(gateway.url)
    const subscribe = { id: 'mine', type: 'subscribe', payload: changes }
    raw.send(subscribe)
    raw.send({ id: 'mine', type: 'complete' })
    raw.send(subscribe)
    raw.send({ type: 'ping' })
    expect(await raw.next()).toEqual({ type: 'pong' })
    raw.send({ id: 'q', type: 'subscribe', payload: { query: '{ __typename }' } })
    expect(await raw.next()).toMatchObject({ id: 'q', type: 'next' })
    await raw.next()
    add()
    expect(await raw.next()).toMatchObject({ id: 'mine', type: 'next' })
    raw.send(subscribe)
    expect(await raw.closed).toEqual({ code: 4409, reason: 'Subscriber for mine already exists' })
  })

  test('an id used again at once starts one stream, not two', async () => {
    using raw = await openAcknowledged(gateway.url)
    for (let i = 0; i < 5; i++) {
      raw.send({ id: 'again', type: 'subscribe', payload: changes })
      if (i < 4) raw.send({ id: 'again', type: 'complete' })
    }
    raw.send({ id: 'q', type: 'subscribe', payload: { query: '{ __typename }' } })
    await raw.next()
    await raw.next()
    add()
    expect(await raw.next()).toMatchObject({
      id: 'again',
      payload: { data: { eventChanges: { seq: number } } },
    })
    raw.send({ type: 'ping' })
    expect(await raw.next()).toEqual({ type: 'pong' })
  })

  test('completing an unknown one is nothing', async () => {
    using raw = await openAcknowledged(gateway.url)
    raw.send({ id: 'nobody', type: 'complete' })
    raw.send({ type: 'ping' })
    expect(await raw.next()).toEqual({ type: 'pong' })
  })

  test('a completed one is told nothing more', async () => {
    using raw = await openAcknowledged(gateway.url)
    raw.send({ id: 'a', type: 'subscribe', payload: changes })
    raw.send({ id: 'b', type: 'subscribe', payload: changes })
    raw.send({ id: 'a', type: 'complete' })
    raw.send({ id: 'q', type: 'subscribe', payload: { query: '{ __typename }' } })
    await raw.next()
    await raw.next()
    add()
    expect(await raw.next()).toMatchObject({ id: 'b' })
    raw.send({ type: 'ping' })
    expect(await raw.next()).toEqual({ type: 'pong' })
  })

  test('one wrong operation fails alone', async () => {
    using raw = await openAcknowledged(gateway.url)
    raw.send({ id: 'bad', type: 'subscribe', payload: { query: 'subscription { nothing }' } })
    expect(await raw.next()).toMatchObject({
      id: 'bad',
      type: 'error',
      payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    })
    raw.send({ id: 'bad', type: 'subscribe', payload: { query: '{ country(code: "KZ") { code } }' } })
    expect(await raw.next()).toEqual({
      id: 'bad',
      type: 'next',
      payload: { data: { country: { code: 'KZ' } } },
    })
    expect(await raw.next()).toEqual({ id: 'bad', type: 'complete' })
  })

  test('more than a connection carries are refused, each by itself', async () => {
    using raw = await openAcknowledged(gateway.url)
    for (const id of ['1', '2', '3', '4']) raw.send({ id, type: 'subscribe', payload: changes })
    expect(await raw.next()).toMatchObject({ id: '4', type: 'error' })
  })

  test('1009 for a message over the bound', async () => {
    using raw = await openAcknowledged(gateway.url)
    raw.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(10_001) } }))
    expect((await raw.closed).code).toBe(1009)
  })

  test('ids are any text', async () => {
    using raw = await openAcknowledged(gateway.url)
    const id = '"é\n\u2028{}'
    raw.send({ id, type: 'subscribe', payload: changes })
    raw.send({ id: 'q', type: 'subscribe', payload: { query: '{ __typename }' } })
    await raw.next()
    await raw.next()
    add()
    expect(await raw.next()).toMatchObject({ id, type: 'next' })
  })
})

describe('signs of life', () => {
  test('a ping is answered with its payload; a pong is taken', async () => {
    using raw = await openRaw(gateway.url)
    raw.send({ type: 'ping', payload: { at: 1 } })
    expect(await raw.next()).toEqual({ type: 'pong', payload: { at: 1 } })
    raw.send({ type: 'pong' })
    raw.send({ type: 'connection_init' })
    expect(await raw.next()).toMatchObject({ type: 'connection_ack' })
  })

  test('the gateway pings; a client that answers nothing is taken for gone', async () => {
    await using quick = await start({ heartbeatMs: 40 })
    using alive = await openAcknowledged(quick.url)
    const raw = await openRaw(quick.url, 'graphql-transport-ws', { autoPong: false })
    await once(alive.socket, 'ping')
    expect((await raw.closed).code).toBe(1006)
    expect(alive.socket.readyState).toBe(WebSocket.OPEN)
  })

  test('a connection without any operation is closed after a while, one with an operation is not', async () => {
    await using quick = await start({ heartbeatMs: 30, idleMs: 1_500 })
    using busy = await openAcknowledged(quick.url)
    busy.send({ id: '1', type: 'subscribe', payload: changes })
    using raw = await openAcknowledged(quick.url)
    expect(await raw.closed).toEqual({ code: 1001, reason: 'Idle: no operation for a while' })
    expect(busy.socket.readyState).toBe(WebSocket.OPEN)
  })

  test('1013 when the gateway carries all it can', async () => {
    await using small = await start({ connections: 1 })
    using first = await openAcknowledged(small.url)
    using second = await openRaw(small.url)
    expect((await second.closed).code).toBe(1013)
    expect(first.socket.readyState).toBe(WebSocket.OPEN)
  })
})

test('the client library most people use is served', async () => {
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  })
  const query = client.iterate({ query: '{ country(code: "TJ") { code } }' })
  expect((await query.next()).value).toEqual({ data: { country: { code: 'TJ' } } })
  const reading = client.iterate<{ eventChanges: { seq: number } }>(changes)
  const first = reading.next()
  while (
    await Promise.race([first.then(() => false), new Promise((resolve) => setTimeout(resolve, 20, true))])
  )
    add()
  expect((await first).value?.data?.eventChanges.seq).toBeGreaterThan(1)
  await client.dispose()
})
