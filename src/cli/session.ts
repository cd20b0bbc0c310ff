import type { Log } from '../composition.ts'
import { type Config, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { whenOrphaned } from './when-orphaned.ts'

/** What a command starts from. */
export interface Session {
  config: Config
  log: Log
  /** Aborts on SIGINT or SIGTERM. */
  signal: AbortSignal
}

/** How long a stopping process may take to close everything before it is ended. */
const stopMs = 9_500

/** Throws `BadInput` with everything that is wrong with the environment. */
export function openSession(env: Record<string, string | undefined>): Session {
  const config = readConfig(env)
  const log = createLog({ level: config.logLevel, readable: process.stderr.isTTY === true })
  return { config, log, signal: stopSignal(log, env) }
}

function stopSignal(log: Log, env: Record<string, string | undefined>): AbortSignal {
  const stopping = new AbortController()
  const stop = (cause: string) => {
    if (stopping.signal.aborted) {
      log.warn({ cause }, 'stopped at once')
      process.exit(1)
    }
    log.info({ cause }, 'stopping; once more to stop at once')
    // Only if something refuses to close.
    setTimeout(() => process.exit(1), stopMs).unref()
    stopping.abort(new Error(`stopped by ${cause}`))
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop(name))
  whenOrphaned(env, () => stop('the end of npm'))
  return stopping.signal
}
