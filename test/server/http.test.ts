import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemoryStore } from '../doubles/memory-store.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

let gateway: TestGateway<MemoryStore>
beforeAll(async () => {
  gateway = await startGateway({ config: { host: '127.0.0.1', port: 0, maxBodyBytes: 10_000 } })
  gateway.store.add(sampleEvent(1))
})
afterAll(() => gateway[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json' }
const call = (path: string, init?: RequestInit) => fetch(gateway.url + path, init)
const post = (body: BodyInit, headers: Record<string, string> = json) =>
  call('/graphql', { method: 'POST', headers, body })
const codeOf = async (response: Response) => (await response.json()).errors[0].extensions.code

describe('a query over GET', () => {
  const query = `/graphql?query=${encodeURIComponent('query ($n: Int) { events(first: $n) { nodes { title } } }')}`

  test('needs no header but those of any client, and takes variables from the address', async () => {
    const response = await call(`${query}&variables=${encodeURIComponent('{"n":1}')}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      data: { events: { nodes: [{ title: 'Изъято 1 кг гашиша' }] } },
    })
  })

  test('works for tools that send a type for a body they do not have', async () => {
    const response = await call(query, { headers: { 'content-type': 'text/plain' } })
    expect(response.status).toBe(200)
  })

  test('is answered to HEAD with headers only', async () => {
    const response = await call(query, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10)
    expect(await response.text()).toBe('')
  })

  test('may be sent by its hash once it was sent whole (automatic persisted queries)', async () => {
    const text = '{ countries { code } }'
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    const sha256Hash = Buffer.from(digest).toString('hex')
    const extensions = encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }))
    expect(await codeOf(await call(`/graphql?extensions=${extensions}`))).toBe('PERSISTED_QUERY_NOT_FOUND')
    await call(`/graphql?query=${encodeURIComponent(text)}&extensions=${extensions}`)
    const { data } = await (await call(`/graphql?extensions=${extensions}`)).json()
    expect(data.countries).toHaveLength(7)
    const wrong = await call(`/graphql?query=%7B__typename%7D&extensions=${extensions}`)
    expect([wrong.status, await codeOf(wrong)]).toEqual([400, 'BAD_REQUEST'])
  })

  test('without a query says what is missing', async () => {
    const response = await call('/graphql')
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST'])
  })
})

describe('a request that is no GraphQL request is refused with a code and what to do', () => {
  test.each([
    [
      'a form, as another site could send one',
      '{ __typename }',
      'application/x-www-form-urlencoded',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['plain text', '{"query":"{ __typename }"}', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another charset', '{}', 'application/json; charset=windows-1251', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['broken JSON', '{"query": ', 'application/json', 400, 'BAD_REQUEST'],
    ['an empty body', '', 'application/json', 400, 'BAD_REQUEST'],
    ['JSON that is no object', '"{ __typename }"', 'application/json', 400, 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ __typename }"}]', 'application/json', 400, 'BAD_REQUEST'],
    [
      'a body over the cap',
      JSON.stringify({ query: `{ __typename } #${'x'.repeat(10_000)}` }),
      'application/json',
      413,
      'PAYLOAD_TOO_LARGE',
    ],
  ])('%s', async (_, body, type, status, code) => {
    const response = await post(body, { 'content-type': type })
    expect([response.status, await codeOf(response)]).toEqual([status, code])
  })

  test('bytes that are not UTF-8', async () => {
    const response = await post(Buffer.from('{"query":"{ a\xff }"}', 'latin1'))
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST'])
  })

  test('a compressed body', async () => {
    const response = await post('{}', { ...json, 'content-encoding': 'gzip' })
    expect([response.status, await codeOf(response)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  test('an endless body is cut off at the cap', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 1_000
        controller.enqueue(new Uint8Array(1_000).fill(32))
      },
    })
    const outcome = await call('/graphql', {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    } as RequestInit).then(
      (response) => response.status,
      () => 'reset',
    )
    expect([413, 'reset']).toContain(outcome)
    expect(sent).toBeLessThan(50_000_000)
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('%s', async (method) => {
    const response = await call('/graphql', { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
    expect(await codeOf(response)).toBe('METHOD_NOT_ALLOWED')
  })

  test('a type of answer that is not served', async () => {
    const response = await call('/graphql?query=%7B__typename%7D', { headers: { accept: 'image/png' } })
    expect(response.status).toBe(406)
  })

  test('an address where nothing is', async () => {
    const response = await call('/nothing')
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND'])
  })

  test('bytes that are no HTTP', async () => {
    const { port, hostname } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    socket.write('hello\r\n\r\n')
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('statuses of a document that fails', () => {
  test.each([
    ['application/graphql-response+json', 400],
    ['application/json', 200],
    ['*/*', 400],
  ])('Accept: %s → %i', async (accept, status) => {
    const response = await post('{"query":"{ nothing }"}', { ...json, accept })
    expect([response.status, await codeOf(response)]).toEqual([status, 'GRAPHQL_VALIDATION_FAILED'])
  })
})

describe('every answer', () => {
  test('carries an id to quote, the caller’s own where it sent one', async () => {
    const made = (await call('/healthz')).headers.get('x-request-id')
    expect(made).toMatch(/^[\w-]{36}$/)
    const given = await call('/healthz', { headers: { 'x-request-id': 'abc-1' } })
    expect(given.headers.get('x-request-id')).toBe('abc-1')
    const unfit = await call('/healthz', { headers: { 'x-request-id': 'a b<c>' } })
    expect(unfit.headers.get('x-request-id')).not.toBe('a b<c>')
  })

  test('may be read by a page of any origin, which learns so beforehand', async () => {
    expect((await post('{"query":"{ __typename }"}')).headers.get('access-control-allow-origin')).toBe('*')
    const preflight = await call('/graphql', {
      method: 'OPTIONS',
      headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('besides the API', () => {
  test('/ is the page, and all it loads stands beside it', async () => {
    const page = await (await call('/')).text()
    expect(page).toContain('Bulletin')
    const links = [...page.matchAll(/(?:href|src)="(\/[^"?]*)"/g)].map((match) => match[1]!)
    for (const link of links) expect((await call(link)).status).toBe(200)
  })

  test('/healthz answers while the process runs', async () => {
    expect(await (await call('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await call('/healthz', { method: 'POST' })).status).toBe(405)
  })

  test('/readyz answers with the position of the log', async () => {
    expect(await (await call('/readyz')).json()).toEqual({ status: 'ok', position: 1 })
  })
})
