import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeMany } from '../../../bench/data/million/make-many.ts'
import type { EventFilter, EventOrder } from '../../../src/model/filter.ts'
import { createEventStore } from '../../../src/store/event-store.ts'
import { openDb } from '../../../src/store/open-db.ts'
import type { Db, EventStore } from '../../../src/store/types.ts'
import { expandText } from '../../../src/understand/index.ts'
import { databaseUrl, postgresMissing } from '../store-homes.ts'
import { type Explained, explaining } from './explain.ts'

const noPostgres = await postgresMissing()
/** PLANS_EVENTS=1000000 tries a million; these are enough for the planner to choose as it does there. */
const events = Number(process.env.PLANS_EVENTS ?? 60_000)

const filters: [string, EventFilter][] = [
  ['nothing', {}],
  ['a frequent country', { countries: ['KZ'] }],
  ['a rare country', { countries: ['ZZ'] }],
  ['several countries', { countries: ['KZ', 'ZZ'] }],
  ['a frequent source', { sources: ['kz/source-1'] }],
  ['a rare source', { sources: ['tm/source-8'] }],
  ['a language', { languages: ['ru'] }],
  ['a rare language', { languages: ['kk-Latn'] }],
  ['a frequent category', { categories: ['PREVENTION'] }],
  ['a rare category', { categories: ['OTHER'] }],
  ['several categories', { categories: ['PREVENTION', 'OTHER', 'TRAINING'] }],
  ['a substance with all below it', { substances: ['opioids'] }],
  ['several substances', { substances: ['heroin', 'opium'] }],
  ['a region', { regions: ['KZ-10'] }],
  ['a month of days', { published: { from: '2018-03-01', to: '2018-03-31' } }],
  ['instants', { published: { from: '2018-03-01T00:00:00Z', to: '2018-04-01T00:00:00Z' } }],
  ['any mass', { minGrams: 1 }],
  ['a great mass', { minGrams: 3_000_000 }],
  ['what was withdrawn', { status: ['WITHDRAWN'] }],
  ['a country that has none', { countries: ['XX'] }],
  ['a substance that has none', { substances: ['nothing'] }],
]

describe.skipIf(noPostgres)('statements on many events', () => {
  let db: Db
  let store: EventStore
  let explained: Explained[]

  beforeAll(async () => {
    const place = await makeMany(databaseUrl, events)
    const opened = (await openDb(place)).db
    const watched = explaining(opened)
    db = opened
    explained = watched.explained
    store = createEventStore(watched.db, expandText)
  }, 600_000)
  afterAll(() => db?.[Symbol.asyncDispose]())

  /** What carrying out the statements of `run` took. */
  async function work(run: () => Promise<unknown>) {
    explained.length = 0
    await run()
    const nodes = explained.flatMap((each) => each.nodes)
    return {
      scanned: nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
      sorted: nodes.some((node) => node['Node Type'].includes('Sort')),
      buffers: explained.reduce((sum, { buffers }) => sum + buffers, 0),
    }
  }

  it.each(filters)('a page by %s is read in the order of an index, from few blocks', async (_, filter) => {
    for (const orderBy of ['PUBLISHED_DESC', 'PUBLISHED_ASC'] as EventOrder[])
      for (const backward of [false, true]) {
        const { scanned, buffers } = await work(() => store.page({ filter, orderBy, limit: 50, backward }))
        // The days are one short table, whatever the events.
        expect(scanned.filter((name) => name !== 'published_days')).toEqual([])
        expect(buffers).toBeLessThan(1_000)
      }
  })

  it.each(filters.slice(0, 14))('a page by %s costs the same deep in the list', async (_, filter) => {
    const deep = { key: '2018-06-15T12:00:00.000Z', id: 'm' }
    const { scanned, buffers } = await work(() => store.page({ filter, limit: 50, after: deep }))
    expect(scanned).toEqual([])
    expect(buffers).toBeLessThan(1_000)
  })

  it.each(['UPDATED_DESC', 'UPDATED_ASC', 'SEQ_DESC', 'SEQ_ASC'] as EventOrder[])(
    'all events by %s are read in the order of an index',
    async (orderBy) => {
      const { scanned, sorted, buffers } = await work(() => store.page({ orderBy, limit: 50 }))
      expect({ scanned, sorted }).toEqual({ scanned: [], sorted: false })
      expect(buffers).toBeLessThan(100)
    },
  )

  it.each(['дело123', 'несуществующее', 'героин', 'бабаги'])(
    'a search for %s never reads the whole table, by time or by relevance',
    async (text) => {
      for (const orderBy of ['PUBLISHED_DESC', 'PUBLISHED_ASC', 'RELEVANCE'] as EventOrder[]) {
        const { scanned, buffers } = await work(() => store.page({ filter: { text }, orderBy, limit: 50 }))
        expect(scanned).toEqual([])
        expect(buffers).toBeLessThan(40_000)
      }
    },
  )

  it('the ranked matches and those behind them are all that match, once, in both directions', async () => {
    const filter: EventFilter = { text: 'героин', published: { from: '2021-01-01' } }
    const walk = async (backward: boolean) => {
      const ids: string[] = []
      for (let after: Parameters<EventStore['page']>[0]['after']; ; ) {
        const { refs, hasMore } = await store.page({
          filter,
          orderBy: 'RELEVANCE',
          limit: 700,
          after,
          backward,
        })
        ids.splice(backward ? 0 : ids.length, 0, ...refs.map(({ id }) => id))
        if (!hasMore) return ids
        after = (backward ? refs[0] : refs.at(-1))!.key
      }
    }
    const forward = await walk(false)
    const plain = createEventStore(db, expandText)
    expect(forward.length).toBeGreaterThan(500)
    expect(new Set(forward).size).toBe(forward.length)
    expect(forward.length).toBe(await plain.count(filter))
    expect(await walk(true)).toHaveLength(forward.length)
  })

  it('events by id and by address, their revisions and stories are looked up', async () => {
    const { refs } = await store.page({ limit: 50 })
    const ids = refs.map(({ id }) => id)
    const found = (await store.byIds(ids)).map((event) => event!)
    for (const run of [
      () => store.byIds(ids),
      () => store.byUrls(found.map(({ url }) => url)),
      () => store.revisions(ids),
      () => store.stories(found.map(({ storyId }) => storyId)),
    ]) {
      const { scanned, buffers } = await work(run)
      expect(scanned).toEqual([])
      expect(buffers).toBeLessThan(1_500)
    }
  })
})
