import { createLog } from '../../../src/log.ts'
import { line } from './print.ts'

/** How long a complaint that repeats is told once. */
const quietMs = 60_000

/** The gateway's own log as lines for people: what went wrong, once a minute each; the rest when asked for. */
export function createDemoLog(verbose: boolean): ReturnType<typeof createLog> {
  const told = new Map<string, number>()
  return createLog({
    level: verbose ? 'debug' : 'warn',
    write(json) {
      const { time, msg, source, host, reason, err } = JSON.parse(json) as Entry
      const about = source ?? host ?? ''
      const last = told.get(`${about} ${msg}`)
      if (!verbose && last !== undefined && time - last < quietMs) return
      told.set(`${about} ${msg}`, time)
      const why = reason ?? err?.message
      line(new Date(time), 'gateway', `${about} ${msg}${why ? `: ${why}` : ''}`.trim())
    },
  })
}

interface Entry {
  time: number
  msg: string
  source?: string
  host?: string
  reason?: string
  err?: { message: string }
}
