import type { ChangeKind, ChangeWithEvent } from '../model/change.ts'
import type { EventFilter } from '../model/filter.ts'
import type { ChangeLog } from '../store/types.ts'

/**
 * The log from `after` (from its head when null) on: first what is there, then what comes. Ends when the
 * reader returns, also while it waits; a plain generator would hold `return` until the next change. Throws
 * `CursorExpired`.
 */
export async function followChanges(
  log: ChangeLog,
  { after, filter, kinds }: { after: number | null; filter: EventFilter; kinds?: ChangeKind[] },
): Promise<AsyncIterableIterator<ChangeWithEvent>> {
  // A position the log cannot continue from is told before anything streams.
  if (after !== null) await log.entries(after, 1)
  const closing = Promise.withResolvers<void>()
  let appended = Promise.withResolvers<void>()
  const stop = await log.onAppend(() => appended.resolve())
  let position = after ?? (await log.head())
  let ready: ChangeWithEvent[] = []
  let closed = false

  async function next(): Promise<IteratorResult<ChangeWithEvent>> {
    while (!closed) {
      const change = ready.shift()
      if (change) return { done: false, value: change }
      // Renewed before reading, so that an append during the read wakes the next round.
      appended = Promise.withResolvers()
      const page = await log.page({ after: position, limit: 100, filter, kinds })
      ready = page.changes
      const caughtUp = page.position === position && !page.hasMore
      position = page.position
      if (!ready.length && caughtUp) await Promise.race([appended.promise, closing.promise])
    }
    return { done: true, value: undefined }
  }

  async function close(): Promise<IteratorResult<ChangeWithEvent>> {
    if (!closed) {
      closed = true
      closing.resolve()
      await stop()
    }
    return { done: true, value: undefined }
  }

  const iterator: AsyncIterableIterator<ChangeWithEvent> = {
    next,
    return: close,
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
