import type { IngestLog } from '../../../src/ingest/index.ts'
import { line } from './print.ts'

/** The gateway's own log as lines for people: what went wrong always, the rest when asked for. */
export function createDemoLog(verbose: boolean): IngestLog {
  const print = (details: object, message: string) => {
    const { source, reason, err } = details as { source?: string; reason?: string; err?: Error }
    const why = reason ?? err?.message
    line(new Date(), 'gateway', [source, `${message}${why ? `: ${why}` : ''}`].filter(Boolean).join(' '))
  }
  const quiet = () => {}
  return {
    debug: quiet,
    info: verbose ? print : quiet,
    warn: print,
    error: print,
  }
}
