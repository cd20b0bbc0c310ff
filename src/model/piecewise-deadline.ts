import { tookTooLong, withSignal } from './deadline.ts'

export interface PiecewiseDeadline extends Disposable {
  /** Runs one piece, after the one before it. Throws `QueryTimeout` when it takes longer than it may. */
  run<T>(piece: () => Promise<T>): Promise<T>
  /** Stops the piece under way, and what the database does for it. */
  stop(): void
}

/**
 * A deadline for each piece of long work: one signal and one timer for all of it. A signal for each piece would keep
 * what the piece answered until the next full garbage collection, which for a table of many pages is most of it.
 */
export function createPiecewiseDeadline(ms: number): PiecewiseDeadline {
  const ending = new AbortController()
  let fail: ((error: Error) => void) | null = null
  const stop = (error: Error) => {
    ending.abort(error)
    fail?.(error)
  }
  const timer = setTimeout(() => fail && stop(tookTooLong(ms)), ms)
  return {
    run: (piece) =>
      new Promise((resolve, reject) => {
        const settle = () => {
          fail = null
        }
        fail = reject
        timer.refresh()
        withSignal(ending.signal, piece).then(resolve, reject).finally(settle)
      }),
    stop: () => stop(new Error('Nobody waits any more.')),
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
