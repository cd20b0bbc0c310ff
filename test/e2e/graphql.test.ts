import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EventDraft } from '../../src/model/event.ts'
import { eventId } from '../../src/model/event-id.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

let store: Store
let gateway: TestGateway<Store>
let statements = 0

function draft(number: number, changes: Partial<EventDraft> = {}): EventDraft {
  const { seq, revision, status, collectedAt, updatedAt, storyId, ...event } = sampleEvent(number)
  return { ...event, contentHash: `hash ${number}`, id: eventId(event.url), ...changes }
}

const commit = (sourceId: string, drafts: EventDraft[], at = '2025-04-09T10:00:00.000Z') =>
  store.commit({ sourceId, drafts, at })

beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  const query = store.db.query
  store.db.query = (sql, params) => {
    statements++
    return query.call(store.db, sql, params) as never
  }
  gateway = await startGateway({ store })
  await commit(
    'kz/polisia-ru',
    Array.from({ length: 30 }, (_, i) => draft(i + 1)),
  )
  const url = 'https://akn.tj/2025/04/05/khabar/'
  await commit('tj/akn', [
    draft(31, {
      id: eventId(url),
      url,
      sourceId: 'tj/akn',
      country: 'TJ',
      title: 'Дастгир шуд',
      body: 'Дар Душанбе дастгир шуд.',
      language: 'tg',
    }),
  ])
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await store?.[Symbol.asyncDispose]()
})
beforeEach(() => {
  statements = 0
})

describe('events', () => {
  test('come newest first, fifty unless asked otherwise, with where they lie in the list', async () => {
    const { data, errors } = await gateway.ask(
      '{ events { nodes { title publishedAt } pageInfo { hasNextPage hasPreviousPage } totalCount } }',
    )
    expect(errors).toBeUndefined()
    expect(data.events.nodes).toHaveLength(31)
    expect(data.events.nodes[0].publishedAt).toBe('2025-04-01T06:31:00.000Z')
    expect(data.events.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false })
    expect(data.events.totalCount).toBe(31)
  })

  test('can be walked page by page to the end, each once', async () => {
    const seen: string[] = []
    let after: string | null = null
    for (let more = true; more; ) {
      const { data } = await gateway.ask(
        'query ($after: String) { events(first: 7, after: $after) { edges { node { id } } pageInfo { endCursor hasNextPage } } }',
        { after },
      )
      seen.push(...data.events.edges.map((edge: { node: { id: string } }) => edge.node.id))
      more = data.events.pageInfo.hasNextPage
      after = data.events.pageInfo.endCursor
    }
    expect(seen).toHaveLength(31)
    expect(new Set(seen).size).toBe(31)
  })

  test('can be walked backward from the end', async () => {
    const last = await gateway.ask(
      '{ events(last: 2) { nodes { title } pageInfo { startCursor hasPreviousPage hasNextPage } } }',
    )
    expect(last.data.events.nodes.map((n: { title: string }) => n.title)).toEqual([
      'Изъято 2 кг гашиша',
      'Изъято 1 кг гашиша',
    ])
    expect(last.data.events.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false })
    const before = await gateway.ask(
      'query ($before: String) { events(last: 1, before: $before) { nodes { title } pageInfo { hasNextPage } } }',
      { before: last.data.events.pageInfo.startCursor },
    )
    expect(before.data.events.nodes[0].title).toBe('Изъято 3 кг гашиша')
    expect(before.data.events.pageInfo.hasNextPage).toBe(true)
  })

  test.each([null, ''])('start at the beginning with after: %j', async (after) => {
    const { data } = await gateway.ask(
      'query ($after: String) { events(first: 1, after: $after) { nodes { title } } }',
      { after },
    )
    expect(data.events.nodes[0].title).toBe('Дастгир шуд')
  })

  test('give a cursor to come back with even when there are none yet', async () => {
    const query =
      'query ($after: String) { events(orderBy: SEQ_ASC, after: $after, filter: { seq: { from: 32 } }) { nodes { id } pageInfo { startCursor endCursor } } }'
    const { data } = await gateway.ask(query)
    expect(data.events.nodes).toEqual([])
    expect(data.events.pageInfo.startCursor).toBeNull()
    const again = await gateway.ask(query, { after: data.events.pageInfo.endCursor })
    expect(again.errors).toBeUndefined()
    expect(again.data.events.pageInfo.endCursor).toBe(data.events.pageInfo.endCursor)
  })

  test('take a country as a string and as a bare word', async () => {
    const { data, errors } = await gateway.ask(
      '{ bare: events(filter: { countries: [TJ] }) { totalCount } quoted: events(filter: { countries: ["TJ"] }) { totalCount } }',
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ bare: { totalCount: 1 }, quoted: { totalCount: 1 } })
  })

  test.each([
    ['text', { text: 'гашиш' }, 30],
    ['source', { sources: ['tj/akn'] }, 1],
    ['language', { languages: ['tg'] }, 1],
    ['category', { categories: ['SEIZURE'] }, 31],
    ['substance', { substances: ['heroin'] }, 0],
    ['region', { regions: ['KZ-75'] }, 31],
    ['days of publication', { published: { from: '2025-04-01', to: '2025-04-01' } }, 31],
    [
      'instants of publication',
      { published: { from: '2025-04-01T06:10:00Z', to: '2025-04-01T06:12:00Z' } },
      2,
    ],
    ['mass', { minGrams: 30000 }, 2],
    ['negation', { not: { countries: ['KZ'] } }, 1],
    ['alternatives', { or: [{ countries: ['TJ'] }, { minGrams: 30000 }] }, 2],
    ['status', { status: ['WITHDRAWN'] }, 0],
    ['an empty list, which nothing matches', { countries: [] }, 0],
    ['conditions that are null, which say nothing', { countries: null, text: null }, 31],
  ])('can be filtered by %s', async (_, filter, expected) => {
    const { data, errors } = await gateway.ask(
      'query ($filter: EventFilter) { events(filter: $filter) { totalCount } }',
      { filter },
    )
    expect(errors).toBeUndefined()
    expect(data.events.totalCount).toBe(expected)
  })

  test('answer every field of an event', async () => {
    const { data, errors } = await gateway.ask(`{ events(filter: { countries: [KZ] }, first: 1) { nodes {
      id seq url source { id name country { code } } country { code name(language: "ru") memberState } region
      places { country { code } region name latitude longitude happenedHere evidence { text start end } }
      title summary text: body html: body(format: HTML) markdown: body(format: MARKDOWN) language
      translation(to: "en") { title } publishedAt publishedPrecision publishedOn collectedAt updatedAt status
      revisions { revision at seq title body contentHash reason } images { url alt } categories
      substances { id name parent { id } descendants { id } }
      quantities { event { id } substance { id } kind value unit grams qualifier role scope period { from to } partOf { value } evidence { text } }
      relevance { relevant score rules evidence { text } } story { id size events { id } }
      provenance { requestedUrl finalUrl status fetchedAt sha256 contentType strategy via }
    } } }`)
    expect(errors).toBeUndefined()
    const [event] = data.events.nodes
    expect(event).toMatchObject({
      id: eventId('https://polisia.kz/ru/soobshhenie-30/'),
      source: { id: 'kz/polisia-ru', name: 'Name of kz/polisia-ru', country: { code: 'KZ' } },
      country: { code: 'KZ', name: 'Казахстан', memberState: true },
      text: 'В Алматы изъято 30 кг гашиша.\n\nЗадержан житель города.',
      html: '<p>В Алматы изъято <b>30 кг</b> гашиша.</p><p>Задержан житель города.</p>',
      markdown: 'В Алматы изъято **30 кг** гашиша.\n\nЗадержан житель города.',
      translation: null,
      publishedOn: '2025-04-01',
      revisions: [{ revision: 1, reason: 'FIRST' }],
      categories: ['SEIZURE'],
      substances: [{ id: 'hashish', name: 'hashish', parent: null, descendants: [] }],
      quantities: [{ kind: 'MASS', grams: 30_000, event: { id: event.id }, partOf: null }],
      story: { size: 1, events: [{ id: event.id }] },
    })
  })

  test('load what hangs on them in one statement each, however many they are', async () => {
    const query = (first: number) => `{ events(first: ${first}) { nodes {
      source { health { status runs { id } rejections } } revisions { title } story { size events { title } }
    } } }`
    await gateway.ask(query(2))
    const few = statements
    statements = 0
    const { data } = await gateway.ask(query(31))
    expect(data.events.nodes).toHaveLength(31)
    expect(statements).toBe(few)
    expect(statements).toBeLessThanOrEqual(8)
  })

  test('are not counted unless the count is asked for', async () => {
    await gateway.ask('{ events(first: 5) { nodes { id } } }')
    const without = statements
    statements = 0
    await gateway.ask('{ events(first: 5) { nodes { id } totalCount } }')
    expect(statements).toBe(without + 1)
  })
})

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

describe('one event', () => {
  test('is found by id and by address, and is null when not stored', async () => {
    const url = 'https://polisia.kz/ru/soobshhenie-7/'
    const { data } = await gateway.ask(
      'query ($id: ID, $url: URL) { byId: event(id: $id) { url } byUrl: event(url: $url) { id } none: event(id: "none") { id } }',
      { id: eventId(url), url },
    )
    expect(data).toEqual({ byId: { url }, byUrl: { id: eventId(url) }, none: null })
  })
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

    await commit('kz/polisia-ru', [draft(1, { title: 'Уточнено', contentHash: 'edited' })])
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
    const url = 'https://caricc.org/news/1'
    await commit('regional/caricc', [
      draft(40, { id: eventId(url), url, sourceId: 'regional/caricc', country: 'ZZ', contentHash: 'zz' }),
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
    expect(statements).toBeLessThanOrEqual(2)
  })
})
