// biome-ignore lint/suspicious/noExplicitAny: results have the shape of their query
export type Result = { data?: any; errors?: any[] }

export interface Ending {
  /** `complete`: the server had no more to say; `refused`: nothing was streamed; `closed`: the connection ended. */
  how: 'complete' | 'refused' | 'closed'
  /** Close code, or HTTP status. */
  code?: number
  /** Close reason, or what the last event said. */
  reason?: string
  // biome-ignore lint/suspicious/noExplicitAny: as sent
  errors?: any[]
  /** Where the server says that one may go on. */
  cursor?: string
}

/** One subscription as its client sees it. */
export interface Reading {
  /** Everything so far. */
  results: Result[]
  /** Resolves when there are `count` results in all; rejects when the stream ends before. */
  until(count: number): Promise<Result[]>
  ended: Promise<Ending>
  /** Stops taking bytes from the socket. */
  pause(): void
  resume(): void
  /** Goes away without a word. */
  drop(): void
}

export interface LiveRequest {
  query: string
  variables?: object
  operationName?: string
  /** The transport's own way to say where one was: `connection_init`, `Last-Event-ID`. */
  place?: string
}

export interface Transport {
  name: string
  read(url: string, request: LiveRequest): Promise<Reading>
}

/** What readers of both transports share: results as they come, waiters, the end. */
export function createJournal() {
  const results: Result[] = []
  const ended = Promise.withResolvers<Ending>()
  const waiting = new Set<() => void>()
  let ending: Ending | null = null

  return {
    results,
    ended: ended.promise,
    add(result: Result) {
      results.push(result)
      for (const wake of waiting) wake()
    },
    end(how: Ending) {
      if (ending) return
      ending = how
      ended.resolve(how)
      for (const wake of waiting) wake()
    },
    until: (count: number) =>
      new Promise<Result[]>((resolve, reject) => {
        const look = () => {
          if (results.length < count && !ending) return
          waiting.delete(look)
          if (results.length >= count) resolve(results)
          else reject(new Error(`ended after ${results.length} of ${count}: ${JSON.stringify(ending)}`))
        }
        waiting.add(look)
        look()
      }),
  }
}
