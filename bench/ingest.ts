import { parseArgs } from 'node:util'
import PQueue from 'p-queue'
import { createFetcher } from '../src/fetch/index.ts'
import { createReadingPool, poll } from '../src/ingest/index.ts'
import { systemClock } from '../src/model/clock.ts'
import { openStore } from '../src/store/index.ts'
import { expandText, parseDate, understand } from '../src/understand/index.ts'
import type { Bench } from './bench.ts'
import { startChild } from './child.ts'
import { type BenchHome, type HomeKind, makeHome, postgresMissing } from './home.ts'
import { measuredSites, toSources } from './ingest/sites.ts'
import { median } from './table.ts'

/** Items a second, fetched, parsed, understood and stored. */
const bar = 400
/** As a poller does. */
const pollsAtOnce = 4
/** What a first visit reads of a site: two pages of WordPress. */
const itemsPerSite = 100

interface Run {
  perSecond: number
  /** Of this process: the embedded database included, a server not. */
  cpuMicros: number
  requests: number
  kilobytes: number
}

/** Real requests to sites on loopback; each round into an empty database. */
export const ingest: Bench = {
  measures: 'items a second from sites on loopback into each database',
  options: '  --home HOME  postgres or pglite; both when absent\n  --items N  (2400)\n  --rounds N  (5)',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...{ smoke: { type: 'boolean' }, home: { type: 'string' } },
        ...{ items: { type: 'string' }, rounds: { type: 'string' } },
      },
    })
    const items = Number(values.items ?? (values.smoke ? 200 : 2_400))
    const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5))
    const sites = Math.ceil(items / itemsPerSite)
    await using site = await startChild('./ingest/site.ts', [String(sites), String(itemsPerSite)])
    const homes = (['pglite', 'postgres'] as HomeKind[]).filter((home) => (values.home ?? home) === home)
    console.log(
      '| ingest into | items/s (spread) | processor µs an item | requests, kB an item |\n|---|---|---|---|',
    )
    let met = true
    for (const kind of homes) {
      const missing = kind === 'postgres' ? await postgresMissing() : null
      if (missing) {
        console.log(`| ${kind} | ${missing} | | |`)
        continue
      }
      const runs: Run[] = []
      for (let round = 0; round < rounds; round++) {
        await using home = await makeHome(kind, 0)
        runs.push(await runOnce(home, sites, Number(site.ready.port)))
      }
      console.log(row(kind, runs))
      if (median(runs.map(({ perSecond }) => perSecond)) < bar) met = false
    }
    return values.smoke === true || met
  },
}

async function runOnce(home: BenchHome, count: number, port: number): Promise<Run> {
  const sites = measuredSites(count)
  const hostMap = Object.fromEntries(sites.map(({ host }) => [host, { address: '127.0.0.1', port }]))
  await using fetcher = createFetcher({ hostMap })
  await using store = await openStore({ ...(await home.place()), expandText })
  const log = { debug() {}, info() {}, warn: console.warn, error: console.error }
  await using reading = createReadingPool()
  const ports = { fetcher, store, understand, reading, parseDate, clock: systemClock, log }
  const before = process.cpuUsage()
  const began = performance.now()
  const queue = new PQueue({ concurrency: pollsAtOnce })
  const reports = await queue.addAll(toSources(sites).map((source) => () => poll(source, ports)))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const total = (field: 'items' | 'requests' | 'bytes') =>
    reports.reduce((sum, { run }) => sum + run[field], 0)
  const items = total('items')
  if (items !== count * itemsPerSite) throw new Error(`${items} items were read of ${count * itemsPerSite}.`)
  return {
    perSecond: items / seconds,
    cpuMicros: (user + system) / items,
    requests: total('requests') / items,
    kilobytes: total('bytes') / items / 1000,
  }
}

function row(kind: HomeKind, runs: Run[]): string {
  const rates = runs.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b)
  const of = (field: keyof Run) => median(runs.map((run) => run[field]))
  const spread = `${Math.round(rates[0]!)}–${Math.round(rates.at(-1)!)}; bar ${bar}`
  const cells = [kind, `${Math.round(median(rates))} (${spread})`, Math.round(of('cpuMicros'))]
  return `| ${[...cells, `${of('requests').toFixed(3)}, ${of('kilobytes').toFixed(1)}`].join(' | ')} |`
}
