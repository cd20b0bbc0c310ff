import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemoryStore } from '../../doubles/memory-store.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'

let gateway: TestGateway<MemoryStore>
const titles: Record<number, string> = {
  1: '=HYPERLINK("http://evil.example","x")',
  2: '+1',
  3: '-2',
  4: '@SUM(A1)',
  5: '\tcell',
  6: 'a "quoted", text\nof two lines',
}

beforeAll(async () => {
  gateway = await startGateway()
  for (let n = 1; n <= 350; n++) {
    const event = sampleEvent(n)
    const quantities = n === 7 ? [] : [...event.understanding.quantities, ...event.understanding.quantities]
    gateway.store.add({
      ...event,
      ...(titles[n] && { title: titles[n] }),
      ...(n === 8 && { summary: '' }),
      understanding: { ...event.understanding, quantities },
    })
  }
})
afterAll(() => gateway[Symbol.asyncDispose]())

const get = (query: string, parameters: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams({ query, ...parameters })}`, { headers })
const csv = async (query: string, parameters: Record<string, string> = {}) => {
  const response = await get(query, { format: 'csv', ...parameters })
  const text = await response.text()
  expect([response.status, text.slice(0, 300)]).toEqual([200, text.slice(0, 300)])
  return text
}
const rows = async (query: string) => parse(await csv(query)) as string[][]
const refusal = async (query: string, parameters: Record<string, string> = {}) => {
  const response = await get(query, { format: 'csv', ...parameters })
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string } }[]
  }
  return [response.status, errors[0]!.extensions.code, errors[0]!.message]
}

describe('a list asked for as CSV', () => {
  test('is every page of it, whatever a page holds', async () => {
    const table = await rows('{ events(orderBy: PUBLISHED_ASC) { nodes { id } } }')
    expect(table).toHaveLength(351)
    expect(new Set(table.flat()).size).toBe(351)
  })

  test('holds as many rows as `first` asks for, also more than a page can', async () => {
    expect(await rows('{ events(first: 3) { nodes { id } } }')).toHaveLength(4)
    expect(await rows('{ events(first: 6000) { nodes { id } } }')).toHaveLength(351)
    expect(await rows('{ events(first: 0) { nodes { id } } }')).toHaveLength(1)
    expect(await rows('{ events(last: 2) { nodes { id } } }')).toHaveLength(3)
  })

  test('goes on after a cursor, and takes null and nothing for the start', async () => {
    const [, first, second] = await rows('{ events(first: 2) { edges { cursor node { id } } } }')
    expect((await rows(`{ events(first: 1, after: "${first![0]}") { nodes { id } } }`))[1]).toEqual([
      second![1],
    ])
    expect(await rows('{ events(after: null) { nodes { id } } }')).toHaveLength(351)
    expect(await rows('{ events(after: "") { nodes { id } } }')).toHaveLength(351)
  })

  test('has the same columns, byte for byte, without a row', async () => {
    const query = (filter: string) =>
      `{ events(${filter} first: 1) { nodes { id where: country { code name } categories quantities { grams } ...More } } } fragment More on Event { title @include(if: false) url }`
    const full = await csv(query(''))
    const empty = await csv(query('filter: { countries: [] },'))
    expect(empty).toBe('id,where.code,where.name,categories,quantities.grams,url\r\n')
    expect(full.startsWith(empty)).toBe(true)
  })

  test('repeats what lies around an inner list, and keeps a row for who has none in it', async () => {
    const table = await rows(
      '{ events(orderBy: PUBLISHED_ASC, first: 7) { nodes { id quantities { grams kind } title } } }',
    )
    expect(table[0]).toEqual(['id', 'quantities.grams', 'quantities.kind', 'title'])
    expect(table.slice(11)).toEqual([
      ['event0006', '6000', 'MASS', titles[6]],
      ['event0006', '6000', 'MASS', titles[6]],
      ['event0007', '', '', 'Изъято 7 кг гашиша'],
    ])
  })

  test('leaves nothing for a spreadsheet to run; numbers stay numbers', async () => {
    const table = await rows(
      '{ events(orderBy: PUBLISHED_ASC, first: 6) { nodes { title seq places { latitude } } } }',
    )
    expect(table.slice(1).map(([title]) => title)).toEqual([
      `'${titles[1]}`,
      "'+1",
      "'-2",
      "'@SUM(A1)",
      "'\tcell",
      titles[6],
    ])
    expect(table[1]!.slice(1)).toEqual(['1', '43.25'])
  })

  test('ends its lines as RFC 4180 says, doubles quotes, tells an empty text from none', async () => {
    const text = await csv(
      '{ events(orderBy: PUBLISHED_ASC, first: 2, after: null) { nodes { summary title } } }',
    )
    expect(text).toBe(`summary,title\r\n,"'=HYPERLINK(""http://evil.example"",""x"")"\r\n,'+1\r\n`)
    const all = await csv('{ events(orderBy: PUBLISHED_ASC, first: 8) { nodes { summary } } }')
    expect(all.endsWith('""\r\n')).toBe(true)
  })

  test('writes instants, addresses and truth values as JSON does', async () => {
    const [, row] = await rows(
      '{ events(orderBy: PUBLISHED_ASC, first: 1) { nodes { publishedAt publishedOn url country { memberState } } } }',
    )
    const { publishedAt, publishedOn, url } = sampleEvent(1)
    expect(row).toEqual([publishedAt, publishedOn, url, 'true'])
  })

  test('begins with a byte order mark on request, and suggests a name for the file', async () => {
    const response = await get('{ events { nodes { id } } }', { format: 'csv', bom: '1' })
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="events-2025-04-10.csv"')
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 3)).toEqual(
      new Uint8Array([0xef, 0xbb, 0xbf]),
    )
  })

  test('may be a plain list, a list below one object, scalars, or one object', async () => {
    expect(await rows('{ countries { code name sources { id } } }')).toContainEqual([
      'KZ',
      'Kazakhstan',
      'kz/polisia-ru',
    ])
    const below = await rows('{ source(id: "kz/polisia-ru") { name events { totalCount nodes { id } } } }')
    expect(below[0]).toEqual(['name', 'events.totalCount', 'events.id'])
    expect(below).toHaveLength(351)
    expect(below[350]!.slice(0, 2)).toEqual(['Name of kz/polisia-ru', '350'])
    expect(await rows('{ event(id: "event0001") { id categories } }')).toEqual([
      ['id', 'categories'],
      ['event0001', 'SEIZURE'],
    ])
    expect(await rows('{ event(id: "nowhere") { id } }')).toEqual([['id']])
  })

  test('is asked for by Accept as well, by whoever prefers it', async () => {
    const typeFor = async (accept: string) =>
      (await get('{ countries { code } }', {}, { accept })).headers.get('content-type')?.split(';')[0]
    expect(await typeFor('text/csv')).toBe('text/csv')
    expect(await typeFor('application/json;q=0.5, text/csv')).toBe('text/csv')
    expect(await typeFor('application/x-ndjson')).toBe('application/x-ndjson')
    expect(await typeFor('application/json, text/csv;q=0.5')).toBe('application/json')
    expect(await typeFor('*/*')).toBe('application/json')
  })

  test('is asked for by POST as well, with variables', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/csv', 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query Q($n: Int!, $after: String) { events(first: $n, after: $after) { nodes { id } } }',
        variables: { n: 2, after: null },
      }),
    })
    expect(parse(await response.text())).toHaveLength(3)
  })

  test('is asked for by the hash of a query sent before, in whatever form', async () => {
    const query = '{ countries { code } }'
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(query))
    const extensions = JSON.stringify({
      persistedQuery: { version: 1, sha256Hash: Buffer.from(bytes).toString('hex') },
    })
    const byHash = () => fetch(`${gateway.url}/graphql?${new URLSearchParams({ extensions, format: 'csv' })}`)
    expect(await (await byHash()).json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    })
    await get(query, { extensions })
    expect(await (await byHash()).text()).toMatch(/^code\r\nAZ\r\n/)
  })

  test('says in a header which sources were silent', async () => {
    const { headers } = await get('{ events(first: 1) { nodes { id } } }', { format: 'csv' })
    expect(headers.get('x-coverage')).toBe(
      'incomplete; silent=3; sources="kz/polisia-ru regional/caricc tj/akn"',
    )
  })
})

describe('as NDJSON', () => {
  test('it is one object a line, with the columns of the CSV, values as they are', async () => {
    const response = await get(
      '{ events(orderBy: PUBLISHED_ASC) { nodes { seq title summary country { code } } } }',
      {
        format: 'ndjson',
      },
    )
    const lines = (await response.text()).trimEnd().split('\n')
    expect(lines).toHaveLength(350)
    expect(JSON.parse(lines[0]!)).toEqual({
      seq: 1,
      title: titles[1],
      summary: null,
      'country.code': 'KZ',
    })
  })
})

describe('what is no table is refused before it begins, with what to do', () => {
  test.each([
    [
      '{ events { nodes { substances { id } quantities { grams } } } }',
      /`substances` and `quantities`.*query of its own/,
    ],
    ['{ events { nodes { id } } countries { code } }', /asks for 2/],
    ['{ __typename }', /asks for 0/],
    ['{ countries { code events { nodes { id } } } }', /`countries.events`.*`first`/],
    ['{ events { nodes { a: id } edges { node { a: id } } } }', /`nodes` and `edges`/],
    ['{ source(id: "x") { events { totalCount nodes { totalCount: id } } } }', /`events.totalCount`.*alias/],
    ['{ events(filter: { regions: ["Almaty"] }) { nodes { id } } }', /not a region/],
    ['{ events(first: -1) { nodes { id } } }', /from 0/],
  ])('%s', async (query, message) => {
    expect(await refusal(query)).toEqual([400, 'BAD_USER_INPUT', expect.stringMatching(message)])
  })

  test('a document that does not parse, does not fit the schema, or changes something', async () => {
    expect((await refusal('{ events '))[1]).toBe('GRAPHQL_PARSE_FAILED')
    expect((await refusal('{ evnts { id } }'))[1]).toBe('GRAPHQL_VALIDATION_FAILED')
    expect((await refusal('subscription { eventChanges { seq } }'))[2]).toMatch(/not from a subscription/)
    expect((await refusal('query Q($n: Int!) { events(first: $n) { nodes { id } } }'))[1]).toBe(
      'BAD_USER_INPUT',
    )
    expect((await refusal('{ countries { code } }', { format: 'xlsx' }))[1]).toBe('NOT_ACCEPTABLE')
    expect((await refusal('{ countries { code } }', { variables: '{' }))[1]).toBe('BAD_REQUEST')
  })
})

describe('a table that breaks off midway', () => {
  const breaking = async (format: string) => {
    const store = gateway.store.events
    const page = store.page
    let pages = 0
    store.page = async (request) => {
      if (++pages === 3) throw new Error('the database went away')
      return page(request)
    }
    const response = await get('{ events { nodes { id title } } }', { format })
    const decoder = new TextDecoder()
    let text = ''
    let broken: unknown = null
    try {
      for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true })
    } catch (error) {
      broken = error
    } finally {
      store.page = page
    }
    return { text, broken }
  }

  test('says so in its last line and never ends properly, as CSV', async () => {
    const { text, broken } = await breaking('csv')
    const table = parse(text) as string[][]
    expect(table.length).toBeGreaterThan(100)
    expect(table.at(-1)![0]).toMatch(/^#ERROR INTERNAL_SERVER_ERROR: Internal error, id .*not whole/)
    expect(broken).toBeInstanceOf(Error)
  })

  test('and as NDJSON', async () => {
    const { text, broken } = await breaking('ndjson')
    expect(JSON.parse(text.trimEnd().split('\n').at(-1)!)).toMatchObject({
      error: { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    })
    expect(broken).toBeInstanceOf(Error)
  })
})
