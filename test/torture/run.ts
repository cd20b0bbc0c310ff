import { parseArgs } from 'node:util'
import { startPrivatePostgres } from './private-postgres.ts'
import { torture } from './torture.ts'

/** `npm run torture`: no client may miss, repeat or reorder a change, whatever fails around it. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '200' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  console.log(`npm run torture -- [--seconds 60] [--rate 200]

Two gateways on a PostgreSQL of their own: changes by the second, kill -9 of a gateway, connections cut, the
database restarted, and seven kinds of client whose changes must be the log's in the end. Ten minutes: --seconds 600.`)
  process.exit()
}

const seconds = Number(values.seconds)
const rate = Number(values.rate)
if (!(seconds > 0 && rate > 0)) throw new Error('--seconds and --rate must be numbers above 0.')
const started = performance.now()
const say = (line: string) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)

let failed = false
{
  await using postgres = await startPrivatePostgres()
  if (!postgres) {
    console.warn(
      'SKIPPED: initdb and pg_ctl of PostgreSQL are needed, and a user to run them as; none was found.',
    )
    process.exit()
  }
  say(`${rate} changes a second for ${seconds} s`)
  const report = await torture({ postgres, seconds, rate, say })
  const { changes, kills, cuts, restarts, peakRss, verdicts } = report
  say(`${changes} changes, ${kills} kills, ${cuts} cuts, ${restarts} restarts of the database`)
  say(`a gateway held ${peakRss.toFixed(0)} MB at most when it was killed`)
  console.table(
    verdicts.map(({ wrong, ...verdict }) => ({ ...verdict, verdict: wrong ?? 'as the log' })),
    ['name', 'expected', 'seen', 'reconnects', 'tooSlow', 'verdict'],
  )
  const achieved = changes / seconds
  // A run that did no harm shows nothing.
  const missing = [
    ...(changes === 0 ? ['changes'] : []),
    ...(kills === 0 ? ['a kill'] : []),
    ...(restarts < 2 ? ['two restarts of the database'] : []),
    ...(verdicts.every(({ tooSlow }) => tooSlow === 0) ? ['a client cut off for being slow'] : []),
  ]
  const isSlow = achieved < rate * 0.95
  if (isSlow) say(`Only ${achieved.toFixed(0)} changes a second: this machine was too busy for more`)
  if (missing.length > 0) say(`The run lacks ${missing.join(', ')}: it shows too little`)
  // What a busy machine had no time for is said, and no fault of the program.
  failed = changes === 0 || (missing.length > 0 && !isSlow) || verdicts.some(({ wrong }) => wrong !== null)
}
process.exit(failed ? 1 : 0)
