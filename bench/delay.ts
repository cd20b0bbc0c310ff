import { parseArgs } from 'node:util'
import { loadRegistry } from '../src/registry.ts'
import type { Bench } from './bench.ts'
import { byInterval, byRhythm, type Polling } from './delay/pollers.ts'
import { publicationsOf, seeded } from './delay/publications.ts'
import { median } from './table.ts'

/** Publications of a source on a working day for each visit its connector asks for: a busy wire is asked more often. */
const perVisit = 0.08
/** Of a list that changed, and of an answer 304; the saved pages' median, and headers alone. */
const listBytes = 60_000
const unchangedBytes = 400
/** Before it is measured a source is watched for so long: a poller that has just begun knows no rhythm. */
const warmDays = 14
const monday = Date.parse('2025-03-03T00:00:00Z') / 1000

interface Result {
  mean: number
  p95: number
  polls: number
  perEvent: number
  bytesPerEvent: number
}

/** A simulation without a clock: the poller's own rule, and interval pollers that ask exactly as often. */
export const delay: Bench = {
  measures:
    'seconds from publication to the poll that finds it, next to interval pollers of as many requests',
  options: '  --days N  (56)\n  --rounds N  (5)',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { smoke: { type: 'boolean' }, days: { type: 'string' }, rounds: { type: 'string' } },
    })
    const days = Number(values.days ?? (values.smoke ? 7 : 56))
    const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5))
    const sources = await loadRegistry()
    const results = {
      'its rhythm': [] as Result[],
      'an interval for each source': [] as Result[],
      'one interval for all': [] as Result[],
    }
    for (let round = 1; round <= rounds; round++) {
      const to = monday + days * 86_400
      const span = { from: monday - warmDays * 86_400, countFrom: monday, to, random: seeded(round) }
      const told = sources.map((source, nth) => {
        const perDay = perVisit * (86_400 / source.pollEverySeconds)
        const published = publicationsOf({ ...source, perDay, nth }, span)
        return { published, ours: byRhythm(source, published, span) }
      })
      const polls = told.reduce((sum, { ours }) => sum + ours.polls, 0)
      const one = ((to - monday) * sources.length) / polls
      const each = told.map(({ published, ours }) => byInterval((to - monday) / ours.polls, published, span))
      const same = told.map(({ published }) => byInterval(one, published, span))
      results['its rhythm'].push(toResult(told.map(({ ours }) => ours)))
      results['an interval for each source'].push(toResult(each))
      results['one interval for all'].push(toResult(same))
    }
    const [ours, each, same] = Object.entries(results).map(([name, taken]) => row(name, taken, days))
    console.log(
      '| asked by | mean s | p95 s | requests a source and day | requests, kB an event |\n|---|---|---|---|---|',
    )
    for (const { text } of [ours!, each!, same!]) console.log(text)
    return ours!.mean <= each!.mean && ours!.mean <= same!.mean
  },
}

function toResult(pollings: Polling[]): Result {
  const delays = pollings.flatMap((polling) => polling.delays).sort((a, b) => a - b)
  const polls = pollings.reduce((sum, polling) => sum + polling.polls, 0)
  const changed = pollings.reduce((sum, polling) => sum + polling.changed, 0)
  return {
    mean: delays.reduce((a, b) => a + b, 0) / delays.length,
    p95: delays[Math.floor(delays.length * 0.95)]!,
    polls: polls / pollings.length,
    perEvent: polls / delays.length,
    bytesPerEvent: (changed * listBytes + (polls - changed) * unchangedBytes) / delays.length,
  }
}

function row(name: string, taken: Result[], days: number): { mean: number; text: string } {
  const of = (field: keyof Result) => median(taken.map((result) => result[field]))
  const cost = `${of('perEvent').toFixed(1)}, ${(of('bytesPerEvent') / 1000).toFixed(0)}`
  const cells = [name, Math.round(of('mean')), Math.round(of('p95')), Math.round(of('polls') / days), cost]
  return { mean: of('mean'), text: `| ${cells.join(' | ')} |` }
}
