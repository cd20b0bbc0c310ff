import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { mixBench } from './mix.ts'

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    events: { type: 'string' },
    home: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) {
  console.log(`npm run bench -- [options]
  --smoke            seconds, with what the project has: ours against the bare server
  --only NAME        queries or servers whose name contains NAME
  --home HOME        postgres or pglite; both when absent
  --rounds N         rounds of each measurement (5); --seconds S of each (3); --events N stored (20000)
  --profile          write a CPU profile of each server to bench/profiles/`)
  process.exit(0)
}

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
)
const failed = await mixBench({
  smoke: values.smoke,
  only: values.only,
  home: values.home,
  profile: values.profile ? 'bench/profiles' : undefined,
  rounds: Number(values.rounds ?? (values.smoke ? 1 : 5)),
  seconds: Number(values.seconds ?? (values.smoke ? 0.3 : 3)),
  events: Number(values.events ?? (values.smoke ? 500 : 20_000)),
})
process.exitCode = failed ? 1 : 0
