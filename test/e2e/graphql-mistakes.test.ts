import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StoredGateway, startStoredGateway } from './stored-gateway.ts'

let gateway: StoredGateway
beforeAll(async () => {
  gateway = await startStoredGateway()
})
afterAll(() => gateway?.[Symbol.asyncDispose]())
describe('mistakes in a question are told with a code and what to do', () => {
  test.each([
    ['a page too large', '{ events(first: 5001) { totalCount } }', 'BAD_USER_INPUT', /5,000/],
    ['a negative page', '{ events(first: -1) { totalCount } }', 'BAD_USER_INPUT', /0 to 5,000/],
    ['both directions', '{ events(first: 1, last: 1) { totalCount } }', 'BAD_USER_INPUT', /not both/],
    ['a cursor of nobody', '{ events(after: "abc") { totalCount } }', 'CURSOR_INVALID', /malformed/],
    [
      'a cursor of nobody, in changes',
      '{ eventChanges(after: "abc") { nodes { seq } } }',
      'CURSOR_INVALID',
      /malformed/,
    ],
    [
      'relevance without words',
      '{ events(orderBy: RELEVANCE) { totalCount } }',
      'BAD_USER_INPUT',
      /filter\.text/,
    ],
    [
      'an unknown region',
      '{ events(filter: { regions: ["Almaty"] }) { totalCount } }',
      'BAD_USER_INPUT',
      /ISO 3166-2/,
    ],
    [
      'a period the wrong way round',
      '{ coverage(from: "2025-04-02", to: "2025-04-01") { complete } }',
      'BAD_USER_INPUT',
      /before/,
    ],
    [
      'a range the wrong way round',
      '{ events(filter: { published: { from: "2025-04-02", to: "2025-03-01" } }) { totalCount } }',
      'BAD_USER_INPUT',
      /ends before/,
    ],
    [
      'a country that is none',
      '{ events(filter: { countries: ["Kazakhstan"] }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      /alpha-2/,
    ],
    [
      'a day that is none',
      '{ events(filter: { published: { from: "2025-02-30" } }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      /2025-04-03/,
    ],
    ['a field that is none', '{ events { nodes { headline } } }', 'GRAPHQL_VALIDATION_FAILED', /headline/],
    ['no GraphQL', '{ events {', 'GRAPHQL_PARSE_FAILED', /Syntax/],
    ['an address that is none', '{ event(url: "polisia") { id } }', 'GRAPHQL_VALIDATION_FAILED', /URL/],
    [
      'a subscription as a plain request',
      'subscription { eventChanges { seq } }',
      'BAD_REQUEST',
      /eventChanges/,
    ],
  ])('%s', async (_, query, code, message) => {
    const { errors } = await gateway.ask(query)
    expect(errors?.[0].extensions.code).toBe(code)
    expect(errors?.[0].message).toMatch(message)
    expect(JSON.stringify(errors)).not.toMatch(/\.ts:\d|node_modules|stack/)
  })

  test('a cursor of another order', async () => {
    const { data } = await gateway.ask('{ events(first: 1, orderBy: SEQ_ASC) { pageInfo { endCursor } } }')
    const { errors } = await gateway.ask('query ($after: String) { events(after: $after) { totalCount } }', {
      after: data.events.pageInfo.endCursor,
    })
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('SEQ_ASC'),
      extensions: { code: 'CURSOR_INVALID' },
    })
  })
})
