import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { draft, draftAt, type StoredGateway, startStoredGateway } from './stored-gateway.ts'

let gateway: StoredGateway
beforeAll(async () => {
  gateway = await startStoredGateway()
})
afterAll(() => gateway?.[Symbol.asyncDispose]())
beforeEach(() => {
  gateway.statements = 0
})

describe('eventChanges', () => {
  const query =
    'query ($after: String, $filter: EventFilter) { eventChanges(first: 20, after: $after, filter: $filter) { edges { cursor node { seq kind cursor event { id } } } pageInfo { endCursor hasNextPage } } }'

  test('tell every change once, in order, and then what is new', async () => {
    const first = (await gateway.ask(query)).data.eventChanges
    expect(first.pageInfo.hasNextPage).toBe(true)
    const second = (await gateway.ask(query, { after: first.pageInfo.endCursor })).data.eventChanges
    const seqs = [...first.edges, ...second.edges].map((edge) => edge.node.seq)
    expect(seqs).toEqual(Array.from({ length: 31 }, (_, i) => i + 1))
    const none = (await gateway.ask(query, { after: second.pageInfo.endCursor })).data.eventChanges
    expect(none).toMatchObject({ edges: [], pageInfo: { endCursor: second.pageInfo.endCursor } })

    await gateway.commit('kz/polisia-ru', [draft(1, { title: 'Уточнено', contentHash: 'edited' })])
    const later = (await gateway.ask(query, { after: none.pageInfo.endCursor })).data.eventChanges
    expect(later.edges).toMatchObject([{ node: { seq: 32, kind: 'REVISED', event: { id: draft(1).id } } }])
    expect(later.edges[0].cursor).toBe(later.pageInfo.endCursor)
  })

  test('move on also where the filter lets nothing through', async () => {
    const { data } = await gateway.ask(query, { filter: { countries: ['UZ'] } })
    expect(data.eventChanges.edges).toEqual([])
    const all = (await gateway.ask('{ eventChanges(first: 5000) { pageInfo { endCursor } } }')).data
    expect(data.eventChanges.pageInfo.endCursor).toBe(all.eventChanges.pageInfo.endCursor)
  })
})

describe('quantities', () => {
  test('are one flat row per stated amount, paged', async () => {
    const query = `query ($after: String) { quantities(first: 10, after: $after, filter: { countries: [KZ] }) {
      nodes { grams kind substance { id } event { country { code } publishedOn } } pageInfo { hasNextPage endCursor } } }`
    const first = (await gateway.ask(query)).data.quantities
    expect(first.nodes).toHaveLength(10)
    expect(first.nodes[0]).toEqual({
      grams: 30_000,
      kind: 'MASS',
      substance: { id: 'hashish' },
      event: { country: { code: 'KZ' }, publishedOn: '2025-04-01' },
    })
    const second = (await gateway.ask(query, { after: first.pageInfo.endCursor })).data.quantities
    expect(second.nodes[0].grams).toBe(20_000)
    const { errors } = await gateway.ask('{ quantities(after: "x") { pageInfo { endCursor } } }')
    expect(errors?.[0].extensions.code).toBe('CURSOR_INVALID')
  })
})

describe('stats', () => {
  test('count and sum by dimensions and interval', async () => {
    const { data, errors } = await gateway.ask(
      '{ stats(by: [COUNTRY, SOURCE], interval: MONTH) { country { code } source { id } category periodStart events grams min max } }',
    )
    expect(errors).toBeUndefined()
    expect(data.stats).toContainEqual({
      country: { code: 'KZ' },
      source: { id: 'kz/polisia-ru' },
      category: null,
      periodStart: '2025-04-01',
      events: 30,
      grams: 465_000,
      min: 1_000,
      max: 30_000,
    })
  })

  test('are one row over everything when grouped by nothing', async () => {
    const { data } = await gateway.ask('{ stats(by: []) { events country { code } } }')
    expect(data.stats).toEqual([{ events: 31, country: null }])
  })
})

describe('countries', () => {
  test('are the seven member states; ZZ follows once it has events', async () => {
    const codes = async () =>
      (await gateway.ask('{ countries { code } }')).data.countries.map((each: { code: string }) => each.code)
    expect(await codes()).toEqual(['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ'])
    await gateway.commit('regional/caricc', [
      draftAt('https://caricc.org/news/1', 40, { sourceId: 'regional/caricc', country: 'ZZ' }),
    ])
    expect((await codes()).at(-1)).toBe('ZZ')
  })

  test('lead to their sources and events', async () => {
    const { data, errors } = await gateway.ask(
      '{ country(code: TJ) { name sources { id } events(first: 1) { totalCount nodes { title } } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.country).toEqual({
      name: 'Tajikistan',
      sources: [{ id: 'tj/akn' }],
      events: { totalCount: 1, nodes: [{ title: 'Дастгир шуд' }] },
    })
  })
})

describe('as a Federation 2 subgraph', () => {
  test('tells its schema with keys', async () => {
    const { data } = await gateway.ask('{ _service { sdl } }')
    expect(data._service.sdl).toMatch(/type Event\s+@key\(fields: "id"\)\s+@key\(fields: "url"\)/)
    expect(data._service.sdl).toContain('@link(url: "https://specs.apollo.dev/federation/v2')
  })

  test('answers entities in the order asked, in one statement a key, null for the unknown', async () => {
    const [seven, eight] = [draft(7), draft(8)]
    const { data, errors } = await gateway.ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Event { title } ... on Source { name } ... on Country { memberState } } }',
      {
        r: [
          { __typename: 'Event', url: eight.url },
          { __typename: 'Source', id: 'tj/akn' },
          { __typename: 'Event', id: seven.id },
          { __typename: 'Event', id: 'nobody' },
          { __typename: 'Country', code: 'UZ' },
          { __typename: 'Event', url: seven.url },
        ],
      },
    )
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual([
      { __typename: 'Event', title: eight.title },
      { __typename: 'Source', name: 'Name of tj/akn' },
      { __typename: 'Event', title: seven.title },
      null,
      { __typename: 'Country', memberState: true },
      { __typename: 'Event', title: seven.title },
    ])
    expect(gateway.statements).toBeLessThanOrEqual(2)
  })
})
