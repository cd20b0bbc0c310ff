import type { FanoutOptions } from '../fanout.ts'
import { type Figures, medianOf, shown } from './figures.ts'
import { measure, type Run } from './measure.ts'
import { everyMs, openOurs } from './open-ours.ts'
import { startProcess } from './process.ts'
import { filters, query } from './requests.ts'

/** Subscribers of one document against a bare broadcast of the same bytes in the same run; then of many filters. */
export async function broadcast(
  transport: Run['transport'],
  { seconds, rounds, ...options }: FanoutOptions,
): Promise<boolean> {
  const subscribers = options.subscribers ?? 2000
  const run: Run = { transport, subscribers, seconds, everyMs, query, variables: [{}] }
  const [ours, bare]: [Figures[], Figures[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(await measureOurs(run))
    bare.push(await measureBare(run, ours[round]!.sample))
  }
  console.log(`\n${transport}: ${subscribers} subscribers of one document × ${1000 / everyMs}/s`)
  const [o, b] = [medianOf(ours), medianOf(bare)]
  console.table({ bulletin: shown(o), bare: shown(b) })
  const ratios = { cpu: o.cpu / b.cpu, p99: o.p99 / b.p99 }
  console.log(
    `CPU ${ratios.cpu.toFixed(2)}× the bare broadcast (bar 1.5), p99 ${ratios.p99.toFixed(2)}× (bar 3), memory +${o.growth.toFixed(0)} MB (bar 30)`,
  )
  const met = ratios.cpu <= 1.5 && ratios.p99 <= 3 && o.growth <= 30 && o.share > 0.95
  const filtered = await measureOurs({ ...run, variables: filters(500) })
  console.log(`${transport}: ${subscribers} subscribers with 500 different filters`)
  console.table({ bulletin: shown(filtered) }, ['rate', 'cpu µs', 'p50 ms', 'p99 ms', 'growth MB'])
  console.log(`p99 ${filtered.p99.toFixed(1)} ms (bar 500)`)
  return met && filtered.p99 < 500
}

async function measureOurs(run: Run): Promise<Figures> {
  await using ours = await openOurs()
  return await measure(ours.server, run, ours.publish)
}

async function measureBare(run: Run, sample: string): Promise<Figures> {
  await using server = await startProcess('./serve-bare.ts', {})
  return await measure(server, run, (on) => server.ask(on ? { sample, everyMs } : {}))
}
