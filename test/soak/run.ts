import { parseArgs } from 'node:util'
import { startPrivatePostgres } from '../torture/private-postgres.ts'
import { soak } from './soak.ts'
import { summaryOf, unexplained } from './tally.ts'

/** `npm run soak`: an hour of everything at once, with a fault every minute. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    'fault-every': { type: 'string', default: '60' },
    window: { type: 'string', default: '15' },
    askers: { type: 'string', default: '6' },
    rate: { type: 'string', default: '10' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  console.log(`npm run soak -- [--minutes 60] [--fault-every 60] [--window 15] [--askers 6] [--rate 10]

Two gateways on a PostgreSQL and a Redis of their own under a mixed load: pages, searches, figures, tables, mutations,
seven kinds of subscriber, ten changes a second; and a fault every minute. Tells what was lost, what was wrong, what
failed later than --window seconds after a fault, and whether memory grows.`)
  process.exit()
}
const number = (name: 'minutes' | 'fault-every' | 'window' | 'askers' | 'rate') => {
  const given = Number(values[name])
  if (!(given > 0)) throw new Error(`--${name} must be a number above 0.`)
  return given
}
const started = performance.now()
const say = (line: string) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${line}`)

let failed = false
{
  await using postgres = await startPrivatePostgres()
  if (!postgres) {
    console.warn(
      'SKIPPED: initdb and pg_ctl of PostgreSQL are needed, and a user to run them as; none was found.',
    )
    process.exit()
  }
  const { tally, changes, subscribers, problems, memory } = await soak({
    postgres,
    minutes: number('minutes'),
    faultEvery: number('fault-every'),
    window: number('window'),
    askers: number('askers'),
    rate: number('rate'),
    say,
  })
  console.table(summaryOf(tally))
  console.table(
    subscribers.map(({ wrong, ...verdict }) => ({ ...verdict, verdict: wrong ?? 'as the log' })),
    ['name', 'expected', 'seen', 'reconnects', 'verdict'],
  )
  const lost = subscribers.filter(({ wrong }) => wrong !== null).length
  const late = unexplained(tally)
  for (const { kind, from, failure } of late.slice(0, 20))
    say(`unexplained at ${(from / 1000).toFixed(1)} s: ${kind}: ${failure}`)
  for (const each of tally.wrong.slice(0, 20)) say(`wrong: ${each}`)
  for (const { check, problems: count } of problems) say(`verify: ${check}: ${count}`)
  const { first, last, peak, slopePerMinute } = memory
  say(`${changes} changes, ${tally.outcomes.length} requests, ${tally.faults.length} faults`)
  say(
    `lost: ${lost} subscribers, ${problems.length} findings; wrong: ${tally.wrong.length}; failed outside of faults: ${late.length}`,
  )
  say(
    `memory ${first.toFixed(0)} → ${last.toFixed(0)} MB, ${peak.toFixed(0)} at most, ${slopePerMinute.toFixed(2)} MB a minute in the second half`,
  )
  failed = changes === 0 || lost > 0 || problems.length > 0 || tally.wrong.length > 0 || late.length > 0
}
process.exit(failed ? 1 : 0)
