import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { broadcast } from './fanout/broadcast.ts'
import { idle } from './fanout/idle.ts'
import { stalled } from './fanout/stalled.ts'

export interface FanoutOptions {
  /** Null for as many as the measurement's bar is stated for. */
  subscribers: number | null
  seconds: number
  rounds: number
  smoke: boolean
}

/** Each prints what it finds and resolves with whether its bars hold. */
const parts: Record<string, (options: FanoutOptions) => Promise<boolean>> = {
  websocket: (options) => broadcast('websocket', options),
  sse: (options) => broadcast('sse', options),
  stalled,
  idle,
}

export const fanout: Bench = {
  measures: 'subscribers: against a bare broadcast of the same bytes, beside a stalled reader, and idle',
  options: `  --only NAME        ${Object.keys(parts).join(', ')}; all when absent
  --subscribers N    2000, 1000 beside a stalled one, 10000 idle
  --seconds S        of each measurement (10)
  --rounds N         3
  BENCH_DATABASE_URL the PostgreSQL to use`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        smoke: { type: 'boolean', default: false },
        only: { type: 'string' },
        subscribers: { type: 'string' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
      },
    })
    const { smoke, only } = values
    if (only !== undefined && !parts[only])
      throw new Error(`--only takes one of ${Object.keys(parts).join(', ')}.`)
    const options: FanoutOptions = {
      smoke,
      subscribers: values.subscribers ? Number(values.subscribers) : smoke ? 50 : null,
      seconds: Number(values.seconds ?? (smoke ? 2 : 10)),
      rounds: Number(values.rounds ?? (smoke ? 1 : 3)),
    }
    let met = true
    for (const part of only ? [parts[only]!] : Object.values(parts)) met = (await part(options)) && met
    return smoke || met
  },
}
