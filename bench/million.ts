import { parseArgs } from 'node:util'
import type { EventFilter } from '../src/model/filter.ts'
import { createEventStore } from '../src/store/event-store.ts'
import { createFigures } from '../src/store/figures/create-figures.ts'
import { openDb } from '../src/store/open-db.ts'
import type { Dimension, Interval } from '../src/store/types.ts'
import { expandText } from '../src/understand/index.ts'
import type { Bench } from './bench.ts'
import { makeMany } from './data/million/make-many.ts'
import { databaseUrl, postgresMissing } from './home.ts'

/** Milliseconds: a page at the 99th percentile, a search and sums in the median. */
const bars = { page: 5, search: 20, sums: 50 }

const pages: [string, EventFilter][] = [
  ['country', { countries: ['KZ'] }],
  ['rare source', { sources: ['tm/source-8'] }],
  ['language', { languages: ['ru'] }],
  ['category', { categories: ['PREVENTION'] }],
  ['rare category', { categories: ['OTHER'] }],
  ['substance', { substances: ['opioids'] }],
  ['region', { regions: ['KZ-10'] }],
  ['days', { published: { from: '2018-03-01', to: '2018-03-31' } }],
  ['minGrams', { minGrams: 1_000_000 }],
]
const searches = ['героин', 'бабаги', 'дело123', 'полиция']
const sums: [Dimension[], Interval?][] = [
  [['COUNTRY'], 'WEEK'],
  [['COUNTRY']],
  [['CATEGORY']],
  [['SUBSTANCE']],
]

export const million: Bench = {
  measures: 'pages, searches and sums over a million events in PostgreSQL, in milliseconds',
  options: '  --events N  stored (1000000)\n  --rounds N  of each question (50)',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { smoke: { type: 'boolean' }, events: { type: 'string' }, rounds: { type: 'string' } },
    })
    const missing = await postgresMissing()
    if (missing) {
      console.log(`million  not measured: ${missing}`)
      return values.smoke === true
    }
    const rounds = Number(values.rounds ?? (values.smoke ? 2 : 50))
    const place = await makeMany(databaseUrl, Number(values.events ?? (values.smoke ? 3_000 : 1_000_000)))
    const { db } = await openDb(place)
    await using figures = createFigures(db)
    await figures.warm()
    const store = createEventStore(db, expandText, figures)
    let met = true
    const measure = async (name: string, bar: number, share: number, run: () => Promise<unknown>) => {
      const taken: number[] = []
      for (let round = 0; round < rounds; round++) {
        const start = performance.now()
        await run()
        taken.push(performance.now() - start)
      }
      taken.sort((a, b) => a - b)
      const at = taken[Math.floor((taken.length - 1) * share)]!
      met &&= at <= bar
      console.log(`million  ${name.padEnd(24)} ${at.toFixed(1).padStart(8)} ms (bar ${bar})`)
    }
    for (const [name, filter] of pages)
      await measure(`page by ${name}`, bars.page, 0.99, () => store.page({ filter, limit: 50 }))
    for (const text of searches)
      await measure(`search ${text}`, bars.search, 0.5, () => store.page({ filter: { text }, limit: 50 }))
    for (const [by, interval] of sums)
      await measure(`${by} ${interval ?? ''}`, bars.sums, 0.5, () => store.stats({ by, interval }))
    await measure('count', bars.sums, 0.5, () => store.count())
    await figures[Symbol.asyncDispose]()
    await db[Symbol.asyncDispose]()
    return values.smoke === true || met
  },
}
