import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { type Attack, attacks } from './attacks.ts'

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

async function attack({ method = 'POST', search = '', headers, body, closed: isClosed }: Attack) {
  const given = method === 'POST' ? body?.(1) : undefined
  const response = await fetch(`${(isClosed ? closed : gateway).url}/graphql${search}`, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
    body: given === undefined || typeof given === 'string' ? given : JSON.stringify(given),
  })
  const text = await response.text()
  return { status: response.status, codes: codesIn(JSON.parse(text)), text }
}

describe('refused with a 4xx and a code', () => {
  test.each(attacks)('$name', async (sent) => {
    const refused = await attack(sent)
    expect(refused.status).toBe(sent.status)
    expect(refused.codes).toContain(sent.code)
    expect(refused.text).not.toMatch(/node_modules|\.ts:|\.js:/)
    expect((await post({ query: '{ __typename }' })).status).toBe(200)
  })

  test('and what an honest program asks for is not', async () => {
    const pages = Array.from({ length: 200 }, (_, i) => `a${i}: event(id: "x${i}") { ...card story { id } }`)
    const query = `{ ${pages.join(' ')} } fragment card on Event { id url title summary publishedAt source { id name } country { code } }`
    expect((await post({ query })).status).toBe(200)
    const { getIntrospectionQuery } = await import('graphql')
    expect((await post({ query: getIntrospectionQuery() })).status).toBe(200)
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
