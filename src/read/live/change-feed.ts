import type { ChangeWithEvent } from '../../model/change.ts'
import { CursorExpired } from '../../model/errors.ts'
import type { ChangeLog } from '../../store/types.ts'

export interface FeedLog {
  warn(details: object, message: string): void
}

export interface FeedListener {
  /** Changes in order, none twice; an empty list when the position alone moved. */
  onChanges(changes: ChangeWithEvent[]): void
  /** The log cannot be read on from where the feed stood: what lies between is lost to those who only listen. */
  onLost?(error: CursorExpired): void
}

/** One follower of the log for the whole process; everybody who listens shares its reads. */
export interface ChangeFeed extends AsyncDisposable {
  /** Newest position handed to listeners; they have been given everything up to it. 0 until `ready`. */
  readonly position: number
  /** Resolves when the head of the log is known; a database that is away delays it. */
  readonly ready: Promise<void>
  listen(listener: FeedListener): () => void
}

const pageLimit = 500

/** Starts at the head. A failing database is asked again at the next poll: late, never skipped. */
export function createChangeFeed(
  log: ChangeLog,
  { pollMs = 1000, warn }: { pollMs?: number; warn: FeedLog['warn'] },
): ChangeFeed {
  const listeners = new Set<FeedListener>()
  const ready = Promise.withResolvers<void>()
  let started = false
  let position = 0
  let wanted = false
  let reading: Promise<void> | null = null
  let closed = false

  async function start(): Promise<void> {
    if (started) return
    position = await log.head()
    started = true
    ready.resolve()
  }

  async function read(): Promise<void> {
    while (wanted && !closed) {
      wanted = false
      try {
        await start()
        const page = await log.page({ after: position, limit: pageLimit })
        if (page.position === position) continue
        position = page.position
        wanted ||= page.hasMore
        for (const listener of listeners) listener.onChanges(page.changes)
      } catch (error) {
        if (error instanceof CursorExpired) lose(error)
        else warn({ err: error, position }, 'the change log could not be read; it will be asked again')
      }
    }
  }

  /** Pruned past us while the database was away, or restored to an earlier state. */
  function lose(error: CursorExpired): void {
    warn(
      { err: error, position },
      'the change log moved on without us; its subscribers are told to start anew',
    )
    started = false
    wanted = true
    for (const { onLost } of listeners) onLost?.(error)
  }

  function wake(): void {
    wanted = true
    reading ??= read().finally(() => {
      reading = null
      if (wanted && !closed) wake()
    })
  }

  const stop = log.onAppend(wake, pollMs).catch((error) => {
    warn({ err: error }, 'notifications of the database cannot be heard; the log is polled')
    const timer = setInterval(wake, pollMs)
    timer.unref()
    return async () => clearInterval(timer)
  })
  wake()
  return {
    ready: ready.promise,
    get position() {
      return position
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async [Symbol.asyncDispose]() {
      closed = true
      await (await stop)()
      // A database that hangs must not hold up a shutdown.
      await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 1000).unref())])
    },
  }
}
