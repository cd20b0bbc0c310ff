import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventId } from '../../src/model/event-id.ts'
import { type StoredGateway, startStoredGateway } from './stored-gateway.ts'

let gateway: StoredGateway
beforeAll(async () => {
  gateway = await startStoredGateway()
})
afterAll(() => gateway?.[Symbol.asyncDispose]())
beforeEach(() => {
  gateway.statements = 0
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
      provenance { requestedUrl finalUrl status fetchedAt sha256 contentType strategy via { id } }
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
    const few = gateway.statements
    gateway.statements = 0
    const { data } = await gateway.ask(query(31))
    expect(data.events.nodes).toHaveLength(31)
    expect(gateway.statements).toBe(few)
    expect(gateway.statements).toBeLessThanOrEqual(8)
  })

  test('are not counted unless the count is asked for', async () => {
    await gateway.ask('{ events(first: 5) { nodes { id } } }')
    const without = gateway.statements
    gateway.statements = 0
    await gateway.ask('{ events(first: 5) { nodes { id } totalCount } }')
    // None where it is told from memory.
    expect(gateway.statements).toBeLessThanOrEqual(without + 1)
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
