import { AsyncLocalStorage } from 'node:async_hooks'
import { BulletinError } from './errors.ts'

/** The answer took longer than any may take. */
export class QueryTimeout extends BulletinError {
  readonly code = 'QUERY_TIMEOUT'
}

const running = new AsyncLocalStorage<AbortSignal>()

export function tookTooLong(ms: number): QueryTimeout {
  return new QueryTimeout(
    `The answer takes longer than the ${ms / 1000} s it may. Ask for less at once: a smaller page, a narrower filter.`,
  )
}

/** Aborts when what is under way here has run out of time; undefined where nothing limits it. */
export function currentSignal(): AbortSignal | undefined {
  return running.getStore()
}

/** Runs so that what it starts sees this signal as `currentSignal`. */
export function withSignal<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  return running.run(signal, run)
}

/**
 * Runs within the time given, or throws `QueryTimeout`; what still runs then sees `currentSignal` abort, and the
 * database stops working for it.
 */
export async function withDeadline<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const late = new AbortController()
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = tookTooLong(ms)
    late.abort(error)
    reject(error)
  }, ms)
  const work = running.run(late.signal, run)
  // Nobody waits any more for what fails because it was stopped.
  work.catch(() => {})
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
