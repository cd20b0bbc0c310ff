import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

let gateway: TestGateway<unknown>
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const post = (query: string) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  })

const nested = (depth: number): string =>
  depth === 0
    ? '{ id }'
    : `{ ${'abcde'
        .split('')
        .map(
          (alias) =>
            `${alias}: story { events ${depth > 1 && alias === 'a' ? nested(depth - 1) : '{ id }'} }`,
        )
        .join(' ')} }`

const fragments = (depth: number) =>
  Array.from({ length: depth }, (_, i) => {
    const next = i + 1 < depth ? `...f${i + 1}` : 'id'
    return `fragment f${i} on Event { ${'abcde'
      .split('')
      .map((alias) => `${alias}: story { events { ${next} } }`)
      .join(' ')} }`
  }).join(' ')

test.each([
  ['thirty levels, five wide', `{ events { nodes ${nested(30)} } }`],
  ['thirty levels, five wide, by fragments', `{ events { nodes { ...f0 } } } ${fragments(30)}`],
  [
    'a thousand aliases',
    `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: countries { code }`).join(' ')} }`,
  ],
  ['a thousand directives', `{ countries { code ${'@include(if: true) '.repeat(1000)} } }`],
  ['more words than any question has', `{ countries { ${'code '.repeat(20_000)} } }`],
])('%s: refused with the limit it broke, and the server lives', async (_, query) => {
  const response = await post(query)
  const { errors } = await response.json()
  expect(response.status).toBe(400)
  expect(errors.map((error: { extensions: object }) => error.extensions)).toContainEqual({
    code: 'QUERY_TOO_COMPLEX',
  })
  expect((await post('{ __typename }')).status).toBe(200)
})

test('fragments that lead back to themselves are refused', async () => {
  const response = await post(
    '{ events { nodes { ...a } } } fragment a on Event { ...b } fragment b on Event { ...a }',
  )
  expect((await response.json()).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
})

test('the schema can be asked for by tools, as deep as their question goes', async () => {
  const { getIntrospectionQuery } = await import('graphql')
  const { data, errors } = await (await post(getIntrospectionQuery({ inputValueDeprecation: true }))).json()
  expect(errors).toBeUndefined()
  expect(data.__schema.types.length).toBeGreaterThan(50)
})
