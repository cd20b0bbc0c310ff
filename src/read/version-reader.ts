import { setImmediate } from 'node:timers/promises'
import type { ChangeLog, DatabaseVersion } from '../store/types.ts'

export interface VersionReader {
  /** State of the database at some moment after the call. */
  current(): Promise<DatabaseVersion>
}

/**
 * One question to the database for all who ask meanwhile. A caller never joins a question that is already under
 * way: its answer may be older than what the caller's own writer has just been told is stored.
 */
export function createVersionReader(log: Pick<ChangeLog, 'version'>): VersionReader {
  let running: Promise<unknown> | null = null
  let next: Promise<DatabaseVersion> | null = null

  async function ask(): Promise<DatabaseVersion> {
    await running?.catch(() => {})
    // Whatever else has come in by now shares the question.
    await setImmediate()
    next = null
    const asked = log.version()
    running = asked
    return asked.finally(() => {
      if (running === asked) running = null
    })
  }

  return {
    current() {
      next ??= ask()
      return next
    },
  }
}
