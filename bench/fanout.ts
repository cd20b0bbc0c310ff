import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Bench } from './bench.ts'
import { type Figures, measure, type Run } from './fanout/measure.ts'
import { startProcess } from './fanout/process.ts'

const databaseUrl = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
const everyMs = 50
const query = `subscription ($filter: EventFilter) { eventChanges(filter: $filter) {
  cursor seq kind at event { id url title publishedAt language country { code } source { id } categories substances { id } } } }`

export const fanout: Bench = {
  measures: 'subscribers of one document, and of many filters, against a bare broadcast of the same bytes',
  options:
    '  --subscribers N (2000)\n  --seconds S of each measurement (10)\n  --rounds N (3)\n  BENCH_DATABASE_URL: the PostgreSQL to use',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        smoke: { type: 'boolean' },
        subscribers: { type: 'string' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
      },
    })
    const met = await measureFanout({
      subscribers: Number(values.subscribers ?? (values.smoke ? 50 : 2000)),
      seconds: Number(values.seconds ?? (values.smoke ? 2 : 10)),
      rounds: Number(values.rounds ?? (values.smoke ? 1 : 3)),
    })
    return values.smoke === true || met
  },
}

interface FanoutOptions {
  subscribers: number
  seconds: number
  rounds: number
}

async function measureFanout({ subscribers, seconds, rounds }: FanoutOptions): Promise<boolean> {
  const transports = ['websocket', 'sse'] as const
  let met = true
  for (const transport of transports) {
    const run: Run = { transport, subscribers, seconds, everyMs, query, variables: [{}] }
    const [ours, bare]: [Figures[], Figures[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      ours.push(await measureOurs(run))
      bare.push(await measureBare(run, ours[round]!.sample))
    }
    console.log(`\n${transport}: ${subscribers} subscribers of one document × ${1000 / everyMs}/s`)
    const [o, b] = [median(ours), median(bare)]
    console.table({ bulletin: shown(o), bare: shown(b) })
    const ratios = { cpu: o.cpu / b.cpu, p99: o.p99 / b.p99 }
    console.log(
      `CPU ${ratios.cpu.toFixed(2)}× the bare broadcast (bar 1.5), p99 ${ratios.p99.toFixed(2)}× (bar 3), memory +${o.growth.toFixed(0)} MB (bar 30)`,
    )
    met &&= ratios.cpu <= 1.5 && ratios.p99 <= 3 && o.growth <= 30 && o.share > 0.95
    const filtered = await measureOurs({ ...run, variables: filters(500) })
    console.log(`${transport}: ${subscribers} subscribers with 500 different filters`)
    console.table({ bulletin: shown(filtered) }, ['rate', 'cpu µs', 'p50 ms', 'p99 ms', 'growth MB'])
    console.log(`p99 ${filtered.p99.toFixed(1)} ms (bar 500)`)
    met &&= filtered.p99 < 500
  }
  return met
}

async function measureOurs(run: Run): Promise<Figures> {
  const home = { databaseUrl, schema: `bench_${randomBytes(5).toString('hex')}` }
  try {
    await using server = await startProcess('./serve-ours.ts', home)
    await using publisher = await startProcess('./publish.ts', { ...home, everyMs })
    return await measure(server, run, (on) => publisher.ask({ run: on }))
  } finally {
    await dropSchema(home.schema)
  }
}

async function measureBare(run: Run, sample: string): Promise<Figures> {
  await using server = await startProcess('./serve-bare.ts', {})
  return await measure(server, run, (on) => server.ask(on ? { sample, everyMs } : {}))
}

async function dropSchema(schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  await client.end()
}

/** Different from each other, most of them narrow, as users' filters are. */
function filters(count: number): object[] {
  const countries = ['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ']
  const categories = ['SEIZURE', 'ARREST', 'OPERATION', 'PREVENTION', 'MEETING']
  return Array.from({ length: count }, (_, i) => {
    const country = countries[i % 7]!
    const kinds = [
      { countries: [country], minGrams: i },
      { categories: [categories[i % 5]], minGrams: i },
      { sources: [`${country.toLowerCase()}/source-${i % 3}`], minGrams: i / 2 },
      { countries: [country], categories: [categories[i % 5], categories[(i + 1) % 5]], minGrams: i },
    ]
    return { filter: kinds[i % kinds.length] }
  })
}

function median(figures: Figures[]): Figures {
  const of = (key: 'rate' | 'share' | 'cpu' | 'p50' | 'p99' | 'growth') =>
    figures.map((each) => each[key]).sort((a, b) => a - b)[figures.length >> 1]!
  const keys = ['rate', 'share', 'cpu', 'p50', 'p99', 'growth'] as const
  return { ...figures[0]!, ...Object.fromEntries(keys.map((key) => [key, of(key)])) }
}

function shown({ rate, share, cpu, p50, p99, growth }: Figures) {
  const [p50ms, p99ms] = [p50, p99].map((value) => Number(value.toFixed(1)))
  return {
    ...{ rate: Math.round(rate), share: Number(share.toFixed(3)), 'cpu µs': Number(cpu.toFixed(2)) },
    ...{ 'p50 ms': p50ms, 'p99 ms': p99ms, 'growth MB': Number(growth.toFixed(1)) },
  }
}
