import { cpus, totalmem } from 'node:os'
import { abuse } from './abuse.ts'
import type { Bench } from './bench.ts'
import { delay } from './delay.ts'
import { fanout } from './fanout.ts'
import { ingest } from './ingest.ts'
import { memory } from './memory.ts'
import { million } from './million.ts'
import { queries } from './mix.ts'
import { ring } from './ring.ts'
import { startup } from './startup.ts'
import { understand } from './understand.ts'

/** By the names they are called with; without one all run, in this order. */
const benches: Record<string, Bench> = {
  queries,
  understand,
  fanout,
  abuse,
  startup,
  ingest,
  million,
  ring,
  delay,
  memory,
}

const [name, ...args] = process.argv.slice(2)
const one = name === undefined ? undefined : benches[name]
if (args.includes('--help') || name === '--help' || name === '-h')
  console.log(one ? helpOf(name!, one) : help())
else if (name !== undefined && name !== '--smoke' && !one) {
  console.error(`${name} is none of the measurements: ${Object.keys(benches).join(', ')}.\n\n${help()}`)
  process.exitCode = 1
} else {
  const [cpu] = cpus()
  console.log(
    `${cpus().length} × ${cpu?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  )
  let met = true
  for (const bench of one ? [one] : Object.values(benches))
    met = (await bench.run(one ? args : process.argv.slice(2))) && met
  process.exitCode = met ? 0 : 1
}

function help(): string {
  const width = Math.max(...Object.keys(benches).map((each) => each.length))
  const list = Object.entries(benches).map(([each, { measures }]) => `  ${each.padEnd(width)}  ${measures}`)
  return `npm run bench -- [NAME] [options]\n${list.join('\n')}
Without a name all run. --smoke takes seconds; NAME --help tells the options of one.`
}

function helpOf(each: string, { measures, options }: Bench): string {
  return `npm run bench -- ${each} [options]\n${measures}\n${options}`
}
