import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'

let gateway: TestGateway<unknown>
let closed: TestGateway<unknown>
beforeAll(async () => {
  gateway = await startGateway()
  closed = await startGateway({
    config: { host: '127.0.0.1', port: 0, queries: { introspection: false, suggestions: false } },
  })
  // What is read once is read: compiled code and caches belong to no attack.
  await post({ query: '{ countries { code } }' })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await closed[Symbol.asyncDispose]()
})

async function post(body: unknown, { url } = gateway, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const answer = await response.json()
  return { status: response.status, codes: codesIn(answer), text: JSON.stringify(answer), answer }
}

function codesIn({ errors = [] }: { errors?: { extensions: { code: string } }[] }): string[] {
  return [...new Set(errors.map(({ extensions }) => extensions.code))]
}

const wide = 'abcde'.split('')
const nested = (depth: number): string =>
  depth === 0
    ? '{ id }'
    : `{ ${wide.map((a) => `${a}: story { events ${a === 'a' ? nested(depth - 1) : '{ id }'} }`).join(' ')} }`
const doubling = (depth: number) =>
  Array.from({ length: depth }, (_, i) => `fragment f${i} on Event { ...f${i + 1} ...f${i + 1} }`).join(' ')
const spreading = (depth: number, width: string[]) =>
  Array.from(
    { length: depth },
    (_, i) =>
      `fragment f${i} on Event { ${width.map((a) => `${a}: story { events { ...f${i + 1} } }`).join(' ')} }`,
  ).join(' ')

describe('refused with a 4xx and a code', () => {
  test.each<[string, unknown, number, string]>([
    ['thirty levels, five wide', { query: `{ events { nodes ${nested(30)} } }` }, 400, 'QUERY_TOO_COMPLEX'],
    [
      'few levels by fragments that multiply five-fold',
      {
        query: `{ events { nodes { ...f0 } } } ${spreading(6, wide)} fragment f6 on Event { id }`,
      },
      400,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'a page larger than any, of pages',
      { query: '{ events(first: 5000) { nodes { story { events { story { events { id title } } } } } } }' },
      400,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'a thousand aliases',
      { query: `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: countries { code }`).join(' ')} }` },
      400,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'directives without end',
      { query: `{ countries { code ${'@include(if: true) '.repeat(1000)} } }` },
      400,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'a cycle of fragments',
      { query: '{ events { nodes { ...a } } } fragment a on Event { ...b } fragment b on Event { ...a }' },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a batch of a thousand',
      Array.from({ length: 1000 }, () => ({ query: '{ __typename }' })),
      400,
      'BAD_REQUEST',
    ],
    [
      'a number no Int holds',
      { query: `{ events(first: ${'9'.repeat(400)}) { nodes { id } } }` },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'such a number as a variable',
      { query: 'query ($n: Int) { events(first: $n) { nodes { id } } }', variables: { n: 1e300 } },
      400,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'a text of a megabyte',
      { query: `{ event(id: "${'x'.repeat(1_100_000)}") { id } }` },
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['a name of half a megabyte', { query: `{ ${'x'.repeat(500_000)} }` }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['nothing at all', '', 400, 'BAD_REQUEST'],
    ['something that is not JSON', '{"query": ', 400, 'BAD_REQUEST'],
    ['lists in lists without end', `{"query":"{a}","variables":${'['.repeat(100_000)}`, 400, 'BAD_REQUEST'],
    ['a query that is no text', { query: { __proto__: null } }, 400, 'BAD_REQUEST'],
    ['brackets without end', { query: '{a'.repeat(50_000) }, 400, 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_, body, status, code) => {
    const before = process.cpuUsage()
    const refused = await post(body)
    const { user, system } = process.cpuUsage(before)
    expect(refused.status).toBe(status)
    expect(refused.codes).toContain(code)
    expect(refused.text).not.toMatch(/node_modules|\.ts:|\.js:/)
    // Microseconds of this process, which is client and server both; the gateway's own share is below the bar of 50 ms.
    expect(user + system).toBeLessThan(500_000)
    expect((await post({ query: '{ __typename }' })).status).toBe(200)
  })

  test('fragments that double thirty times are weighed without being unfolded', async () => {
    const body = {
      query: `{ events { nodes { ...f0 } } } ${doubling(30)} fragment f30 on Event { id }`,
    }
    expect((await post(body)).status).toBe(400)
  })

  test('names that JavaScript gives a meaning have none', async () => {
    const variables = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'
    const { status } = await post(`{"query": "{ __typename }", "variables": ${variables}, "__proto__": []}`)
    expect(status).toBe(200)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    const filter = '{"filter": {"__proto__": {"text": "x"}, "constructor": 1}}'
    const query = 'query ($filter: EventFilter) { events(filter: $filter) { nodes { id } } }'
    const named = await post(`{"query": ${JSON.stringify(query)}, "variables": ${filter}}`)
    expect([named.status, named.codes]).toEqual([400, ['BAD_USER_INPUT']])
  })
})

describe('a page of another site cannot make a browser change anything', () => {
  const mutation = 'mutation { revokeApiKey(id: "x") { id } }'

  test('mutations never go by GET', async () => {
    const address = `${gateway.url}/graphql?query=${encodeURIComponent(mutation)}`
    for (const accept of ['application/json', 'text/event-stream', 'text/csv']) {
      const response = await fetch(address, { headers: { accept } })
      expect([400, 405, 406]).toContain(response.status)
    }
  })

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'a form (%s) is no query',
    async (type) => {
      const body = new URLSearchParams({ query: mutation }).toString()
      const { promise, resolve } = Promise.withResolvers<number | undefined>()
      const headers = type ? { 'content-type': type } : {}
      request(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end(body)
      expect(await promise).toBe(415)
    },
  )
})

describe('a gateway that keeps its schema to itself', () => {
  test.each([
    ['{ __schema { types { name } } }'],
    ['{ __type(name: "Event") { fields { name } } }'],
    ['{ _service { sdl } }'],
    ['{ ...x } fragment x on Query { a: _service { sdl } }'],
  ])('does not answer %s', async (query) => {
    const { status, codes } = await post({ query }, closed)
    expect([status, codes]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']])
  })

  test.each([
    '{ evnts { nodes { id } } }',
    '{ events { nodes { titel } } }',
    '{ events(filtr: {}) { nodes { id } } }',
    '{ events(filter: { txt: "x" }) { nodes { id } } }',
    '{ events(orderBy: PUBLISHD_DESC) { nodes { id } } }',
    '{ events { nodes { ... on Evnt { id } } } }',
  ])('does not guess what %s was to be', async (query) => {
    const { status, text } = await post({ query }, closed)
    expect(status).toBe(400)
    expect(text).not.toContain('Did you mean')
    expect((await post({ query })).text).toContain('Did you mean')
  })

  test('answers what is asked rightly, `__typename` included', async () => {
    expect((await post({ query: '{ __typename countries { __typename code } }' }, closed)).status).toBe(200)
  })
})

test('no answer may be framed, guessed at or tell others what was asked', async () => {
  for (const path of ['/', '/healthz', '/graphql?query={__typename}', '/nowhere']) {
    const { headers } = await fetch(`${gateway.url}${path}`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  }
})
