import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { EventSource } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toCursor } from '../../../src/model/cursor.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'
import { startGateway } from '../../doubles/start-gateway.ts'
import { createSseParser, type SseEvent } from './sse-transport.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
let number = 0
const add = () => gateway.store.add(sampleEvent(++number))
beforeAll(async () => {
  gateway = await startGateway()
  add()
  add()
  add()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const changes = 'subscription ($after: String) { eventChanges(after: $after) { seq cursor } }'
const address = (query: string, variables?: object, url = gateway.url) =>
  `${url}/graphql?${new URLSearchParams({ query, ...(variables && { variables: JSON.stringify(variables) }) })}`
const accept = { accept: 'text/event-stream' }
const cursorOf = (seq: number) => toCursor({ log: gateway.store.changes.id, seq })

/** The first `count` events of an answer, which is then left. */
async function eventsOf(response: Response, count: number): Promise<SseEvent[]> {
  const events: SseEvent[] = []
  const parse = createSseParser((event) => events.push(event))
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    parse(text)
    if (events.length >= count) break
  }
  return events
}

describe('the answer', () => {
  test('says what it is, is not to be kept or held back, and when to come again', async () => {
    const response = await fetch(address(changes), { headers: accept })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('no-cache')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    const [{ retry }] = (await eventsOf(response, 1)) as [SseEvent]
    expect(retry).toBeGreaterThanOrEqual(1000)
    expect(retry).toBeLessThanOrEqual(3000)
  })

  test('every `next` carries its cursor as id', async () => {
    const after = cursorOf(1)
    const response = await fetch(address(changes, { after }), { headers: accept })
    const [, ...events] = await eventsOf(response, 3)
    for (const { event, id, data } of events)
      expect({ event, id }).toEqual({ event: 'next', id: JSON.parse(data).data.eventChanges.cursor })
  })

  test('Last-Event-ID wins over the cursor the stream was first asked with', async () => {
    const headers = { ...accept, 'last-event-id': cursorOf(2) }
    const response = await fetch(address(changes, { after: cursorOf(1) }), { headers })
    const [, first] = await eventsOf(response, 2)
    expect(JSON.parse(first!.data).data.eventChanges.seq).toBe(3)
  })

  test('a query is one `next` and `complete`', async () => {
    const response = await fetch(address('{ country(code: "KZ") { code } }'), { headers: accept })
    expect(await eventsOf(response, 3)).toEqual([
      { event: 'next', data: '{"data":{"country":{"code":"KZ"}}}' },
      { event: 'complete', data: '' },
    ])
  })

  test('signs of life move the place on', async () => {
    await using quick = await startGateway({
      store: gateway.store,
      config: { host: '127.0.0.1', port: 0, live: { heartbeatMs: 30 } },
    })
    const silent = 'subscription { eventChanges(filter: { sources: [] }) { seq } }'
    const response = await fetch(address(silent, undefined, quick.url), { headers: accept })
    const [, beat] = await eventsOf(response, 2)
    expect(beat).toEqual({
      event: 'message',
      data: '',
      id: cursorOf(number),
    })
  })
})

describe('the connection below', () => {
  /** What comes over a plain socket until it holds `count` events. */
  async function bytesOf(request: string, count: number): Promise<string> {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname).setEncoding('utf8')
    socket.write(request)
    let text = ''
    for await (const bytes of socket) {
      text += bytes
      if (text.split('event: next').length > count) break
    }
    socket.destroy()
    return text
  }
  const path = address(changes, undefined, '')
  const resume = () => `Accept: text/event-stream\r\nLast-Event-ID: ${cursorOf(1)}\r\n\r\n`
  const told = (text: string) => [...text.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq))

  test('every chunk says its length, in a stream that stands behind another answer too', async () => {
    const query = address('{ countries { code } }', undefined, '')
    const first = `GET ${query} HTTP/1.1\r\nHost: x\r\n\r\n`
    const text = await bytesOf(`${first}GET ${path} HTTP/1.1\r\nHost: x\r\n${resume()}`, 2)
    const [, answer, stream] = text.split('HTTP/1.1 200 OK\r\n')
    expect(answer).toContain('"KZ"')
    let rest = stream!.slice(stream!.indexOf('\r\n\r\n') + 4)
    let events = ''
    while (rest.includes('\r\n')) {
      const [size] = rest.split('\r\n') as [string]
      const chunk = rest.slice(size.length + 2, size.length + 2 + Number.parseInt(size, 16))
      expect(rest.slice(size.length + 2 + chunk.length, size.length + 4 + chunk.length)).toBe('\r\n')
      events += chunk
      rest = rest.slice(size.length + 4 + chunk.length)
    }
    expect(told(events).slice(0, 2)).toEqual([2, 3])
  })

  test('a client of HTTP/1.0, which knows no chunks, gets plain text', async () => {
    const text = await bytesOf(`GET ${path} HTTP/1.0\r\n${resume()}`, 2)
    expect(text.slice(0, text.indexOf('\r\n\r\n'))).not.toMatch(/transfer-encoding/i)
    const [, ...blocks] = text.slice(text.indexOf('\r\n\r\n') + 4).split('\n\n')
    expect(blocks[0]).toMatch(/^id: .*\nevent: next\ndata: \{.*\}$/)
    expect(told(text).slice(0, 2)).toEqual([2, 3])
  })
})

describe('what is refused, in JSON and before any stream', () => {
  const refused = async (init: RequestInit, path = '/graphql') => {
    const response = await fetch(gateway.url + path, init)
    const { errors } = await response.json()
    return [response.status, errors[0].extensions.code]
  }
  const post = (body: string, type = 'application/json') =>
    refused({ method: 'POST', body, headers: { ...accept, 'content-type': type } })

  test('bodies that are no request', async () => {
    expect(await post('{')).toEqual([400, 'BAD_REQUEST'])
    expect(await post('{}')).toEqual([400, 'BAD_REQUEST'])
    expect(await post('null')).toEqual([400, 'BAD_REQUEST'])
    expect(await post('[]')).toEqual([400, 'BAD_REQUEST'])
    expect(await post('{"query":"{a}","variables":[]}')).toEqual([400, 'BAD_REQUEST'])
    expect(await post('{"query":"{ country }"}', 'text/plain')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  test('variables in the address that are no JSON', async () => {
    const path = `/graphql?query=${encodeURIComponent(changes)}&variables={`
    expect(await refused({ headers: accept }, path)).toEqual([400, 'BAD_REQUEST'])
  })

  test('a mutation by GET', async () => {
    const response = await fetch(address('mutation { nothing }'), { headers: accept })
    expect(response.status).toBeGreaterThanOrEqual(400)
  })

  test('a place that is none, with a status that keeps a browser from trying again', async () => {
    const headers = { ...accept, 'last-event-id': 'nonsense' }
    const response = await fetch(address(changes), { headers })
    expect(response.status).toBe(400)
    expect((await response.json()).errors[0].extensions.code).toBe('CURSOR_INVALID')
  })

  test('reservations and tokens: every connection is its own stream here', async () => {
    const reserved = await fetch(`${gateway.url}/graphql`, { method: 'PUT', headers: accept })
    expect(reserved.status).toBe(405)
    expect(reserved.headers.get('allow')).toContain('POST')
    // A token is no key to anything: the request is answered as any other.
    const headers = { ...accept, 'x-graphql-event-stream-token': 'made-up' }
    const response = await fetch(address('{ __typename }'), { headers })
    expect((await eventsOf(response, 2)).map(({ event }) => event)).toEqual(['next', 'complete'])
  })

  test('more streams than the gateway carries, with when to come again', async () => {
    await using small = await startGateway({
      config: { host: '127.0.0.1', port: 0, live: { connections: 1 } },
    })
    const leaving = new AbortController()
    const first = await fetch(address(changes, undefined, small.url), {
      headers: accept,
      signal: leaving.signal,
    })
    const second = await fetch(address(changes, undefined, small.url), { headers: accept })
    expect([first.status, second.status]).toEqual([200, 503])
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
    leaving.abort()
  })
})

test("a browser's EventSource goes on by itself where it was cut off", async () => {
  // Lives so briefly that it must come back many times.
  await using brief = await startGateway({
    store: gateway.store,
    config: { host: '127.0.0.1', port: 0, live: { lifetimeMs: 150 } },
  })
  const source = new EventSource(address(changes, { after: cursorOf(1) }, brief.url))
  const seen: number[] = []
  const done = Promise.withResolvers<void>()
  let connections = 0
  source.addEventListener('open', () => {
    connections += 1
    if (connections < 3) add()
    else done.resolve()
  })
  source.addEventListener('next', (event) =>
    seen.push(JSON.parse((event as MessageEvent).data).data.eventChanges.seq),
  )
  await done.promise
  source.close()
  expect(seen.slice(0, 3)).toEqual([2, 3, 4])
  expect(seen).toEqual(seen.map((_, i) => i + 2))
})

test('curl goes on where it stopped', async () => {
  const curl = async (...headers: string[]) => {
    const flags = headers.flatMap((header) => ['-H', header])
    // It is cut off after a while, as a network would.
    const { stdout } = await promisify(execFile)('curl', [
      ...['-sN', '-m', '1', ...flags, '-H', 'Accept: text/event-stream'],
      address(changes),
    ]).catch((error) => error)
    return [...String(stdout).matchAll(/^id: (.+)$/gm)].map(([, id]) => id!)
  }
  const ids = await curl(`Last-Event-ID: ${cursorOf(1)}`)
  expect(ids.length).toBeGreaterThanOrEqual(2)
  const rest = await curl(`Last-Event-ID: ${ids[1]}`)
  // The first id of a stream is the place it begins at.
  expect(rest).toEqual(ids.slice(1))
})
