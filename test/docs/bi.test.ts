import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { source, startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { sampleDraft, sampleMass } from '../store/sample-draft.ts'
import { databaseUrl, postgresMissing } from '../store/store-homes.ts'

const guide = readFileSync(new URL('../../docs/bi.md', import.meta.url), 'utf8')
const dashboard = JSON.parse(
  readFileSync(new URL('../../deploy/grafana/bulletin.json', import.meta.url), 'utf8'),
) as Dashboard
const blocks = [...guide.matchAll(/^```([\w ]+)\n([\s\S]*?)^```$/gm)].map(([, info, text]) => ({
  info: info!.trim(),
  text: text!,
}))
const of = (info: string) => blocks.filter((block) => block.info === info).map(({ text }) => text)

interface Dashboard {
  panels: {
    title: string
    targets: {
      url: string
      url_options: { method: string; params: { key: string; value: string }[] }
      columns: { selector: string; type: string }[]
    }[]
  }[]
}

let store: Store
let gateway: TestGateway<Store>
beforeAll(async () => {
  store = await openStore({ dataDir: 'memory://' })
  gateway = await startGateway({ store, sources: [source('kz/sample', 'KZ')] })
  const drafts = Array.from({ length: 40 }, (_, n) =>
    sampleDraft({
      url: `https://news.example/${n}`,
      title: `Report ${n}, "quoted"`,
      country: n % 2 ? 'KZ' : 'TJ',
      publishedAt: `2025-04-${String(1 + (n % 20)).padStart(2, '0')}T06:00:00.000Z`,
      publishedOn: `2025-04-${String(1 + (n % 20)).padStart(2, '0')}`,
      understanding: {
        categories: [{ category: 'SEIZURE', evidence: [] }],
        substances: [{ substance: 'heroin', evidence: [] }],
        quantities: [sampleMass(100 * (n + 1)), sampleMass(9_000_000, { scope: 'CUMULATIVE' })],
      },
    }),
  )
  await store.commit({ sourceId: 'kz/sample', drafts, at: '2025-04-30T08:00:00.000Z' })
  const commit = { drafts: [], at: '2025-04-30T09:00:00.000Z', sourceId: 'kz/sample' }
  const event = (await store.events.byUrls(['https://news.example/3']))[0]!
  await store.commit({ ...commit, withdrawals: [{ eventId: event.id, reason: 'gone' }] })
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const get = (parameters: Record<string, string>) =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`)
const table = async (query: string) => {
  const response = await get({ query, format: 'csv' })
  const text = await response.text()
  expect([response.status, response.ok || text]).toEqual([200, true])
  return parse(text, { columns: true }) as Record<string, string>[]
}
/** A text of M, quotes doubled inside. */
const literal = (code: string, name: string) =>
  new RegExp(`\\b${name} = "((?:[^"]|"")*)"`).exec(code)![1]!.replaceAll('""', '"')

test('the guide has recipes to run', () => {
  expect([of('graphql csv').length, of('sql').length, of('powerquery csv').length]).toEqual([6, 4, 1])
})

describe('queries of the guide, as tables', () => {
  test.each(of('graphql csv').map((query) => [query.replace(/\s+/g, ' ').slice(0, 60), query]))(
    '%s',
    async (_, query) => {
      const response = await get({ query, format: 'csv' })
      expect(response.status).toBe(200)
      const [columns, ...rows] = parse(await response.text()) as string[][]
      expect(columns!.length).toBeGreaterThan(3)
      expect(rows.length).toBeGreaterThan(0)
    },
  )

  test('the log tells withdrawn events as tombstones', async () => {
    const rows = await table(of('graphql csv').at(-1)!)
    expect(rows).toHaveLength(41)
    expect(rows.at(-1)).toMatchObject({ kind: 'WITHDRAWN', 'event.status': 'WITHDRAWN' })
  })
})

describe('Power Query', () => {
  test('reads the table in one GET of a constant address', async () => {
    const [code] = of('powerquery csv')
    expect(code).toContain('Web.Contents(Base, [')
    const rows = await table(literal(code!, 'Query'))
    expect(rows).toHaveLength(39)
    expect(Object.keys(rows[0]!)).toContain('publishedOn')
  })

  test('reads it page by page: GET only, constant address, after: null first', async () => {
    const [code] = of('powerquery pages')
    const query = literal(code!, 'Query')
    const rows: unknown[] = []
    const addresses = new Set<string>()
    let after: string | null = null
    let pages = 0
    do {
      // Pages of ten, so that there are several.
      const url = new URL(`${gateway.url}/graphql`)
      url.search = String(
        new URLSearchParams({
          query: query.replace('first: 5000', 'first: 10'),
          variables: JSON.stringify({ after }),
        }),
      )
      addresses.add(url.origin + url.pathname)
      const { data, errors } = await (await fetch(url)).json()
      expect(errors).toBeUndefined()
      rows.push(...data.events.nodes)
      after = data.events.pageInfo.hasNextPage ? data.events.pageInfo.endCursor : null
      pages++
    } while (after)
    expect([pages, rows.length, addresses.size]).toEqual([4, 39, 1])
    expect((await get({ query, variables: '{"after":null}' })).status).toBe(200)
  })
})

describe('the Grafana dashboard', () => {
  // As Grafana fills them in.
  const variables = (): [string, string][] => [
    ['__from:date:iso', '2025-04-01T00:00:00.000Z'],
    ['__to:date:iso', '2025-04-11T00:00:00.000Z'],
    ['bulletin', gateway.url],
  ]
  const targets = dashboard.panels.flatMap(({ title, targets }) =>
    targets.map((each) => ({ title, ...each })),
  )

  test.each(targets.map((target) => [target.title, target] as const))('%s', async (_, target) => {
    const filled = (text: string) =>
      variables().reduce((sofar, [name, value]) => sofar.replaceAll(`$\{${name}}`, value), text)
    const parameters = target.url_options.params.map(({ key, value }) => [key, filled(value)])
    const url = filled(target.url)
    const response = await fetch(`${url}?${new URLSearchParams(parameters)}`, {
      method: target.url_options.method,
    })
    expect(response.status).toBe(200)
    const [columns, ...rows] = parse(await response.text()) as string[][]
    expect(columns).toEqual(expect.arrayContaining(target.columns.map(({ selector }) => selector)))
    expect(rows.length).toBeGreaterThan(0)
    for (const { selector, type } of target.columns) {
      const values = rows.map((row) => row[columns!.indexOf(selector)]!).filter((value) => value !== '')
      if (type === 'number') expect(values.filter((value) => !Number.isFinite(Number(value)))).toEqual([])
      if (type === 'timestamp') expect(values.filter((value) => Number.isNaN(Date.parse(value)))).toEqual([])
    }
  })
})

describe('SQL', () => {
  test.each(of('sql').map((sql) => [sql.replace(/\s+/g, ' ').slice(0, 60), sql]))('%s', async (_, sql) => {
    await store.db.query(sql)
  })

  test('adds up the grams that stats adds up', async () => {
    const rows = await store.db.query<{ country: string; substance: string; grams: number }>(of('sql')[0]!)
    const stats = await store.events.stats({ by: ['COUNTRY', 'SUBSTANCE'] })
    const sorted = (list: [unknown, unknown, number][]) => list.map(String).sort()
    expect(sorted(rows.map(({ country, substance, grams }) => [country, substance, grams]))).toEqual(
      sorted(stats.map(({ keys, grams }) => [keys.COUNTRY, keys.SUBSTANCE, grams])),
    )
  })

  const noPostgres = postgresMissing()
  test('the role of the guide reads the views and can do nothing else', async (context) => {
    if (await noPostgres) return context.skip()
    const name = `test_${randomBytes(6).toString('hex')}`
    await using own = await openStore({ databaseUrl, schema: name })
    const grants = of('sql grants')[0]!
      .replaceAll('bulletin_reader', `${name}_reader`)
      .replaceAll(/\bbulletin\b/g, name)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    try {
      await own.db.exec(grants)
      await client.query(`SET ROLE ${name}_reader; SET search_path = ${name}`)
      for (const sql of of('sql')) await client.query(sql)
      await expect(client.query('SELECT * FROM events')).rejects.toThrow(/permission denied/)
      await expect(client.query('DELETE FROM analyst_changes')).rejects.toThrow(/permission denied/)
    } finally {
      await client.query(
        `RESET ROLE; DROP SCHEMA ${name} CASCADE; DROP OWNED BY ${name}_reader; DROP ROLE ${name}_reader`,
      )
      await client.end()
    }
  })
})

test('the address for Excel gives a table that begins with a byte order mark', async () => {
  const [, search] = /graphql\?(format=csv&bom=1&query=.*)/.exec(guide)!
  const response = await fetch(`${gateway.url}/graphql?${search}`)
  expect(response.status).toBe(200)
  expect(new Uint8Array(await response.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]))
})

test('the feed of the guide answers', async () => {
  const [path] = /\/feeds\/kz\.atom\?\S+/.exec(guide)!
  expect((await fetch(gateway.url + path)).status).toBe(200)
})
