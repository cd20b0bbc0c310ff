import PQueue from 'p-queue'
import type { Source } from '../../connector/types.ts'
import type { EventDraft, StoredEvent } from '../../model/event.ts'
import type { Reading } from '../read-items.ts'
import { NoReader } from './messages.ts'
import { createReadingThread, type ReadingThread } from './reading-thread.ts'

export interface ReadingContext {
  source: Source
  strategy: string
  known: StoredEvent | null
}

/** Makes events of items elsewhere than here. */
export interface ReadingPool extends AsyncDisposable {
  /** Items worth handing over at once. */
  readonly atOnce: number
  /** As `toDraft`, and an item that takes too long is an `ItemRejected` too. */
  toDraft(reading: Reading, context: ReadingContext): Promise<EventDraft>
}

export interface ReadingPoolOptions {
  /** 2 when absent. */
  threads?: number
  /** Longest one item may take; 20 s when absent, a hundred times what the longest take. */
  deadlineMs?: number
  /** Threads that had nothing to do for so long are ended, and give back their memory; 30 s when absent. */
  idleMs?: number
  /** What a thread runs. */
  file?: URL
}

/** Items are read in threads of their own, so that neither queries nor the other sources wait for them. */
export function createReadingPool(options: ReadingPoolOptions = {}): ReadingPool {
  const { threads = 2, deadlineMs = 20_000, idleMs = 30_000 } = options
  const { file = new URL('./worker.ts', import.meta.url) } = options
  const queue = new PQueue({ concurrency: threads })
  const all = Array.from({ length: threads }, () => createReadingThread(file, deadlineMs))
  const free: ReadingThread[] = [...all]
  const endAll = () => Promise.all(all.map((thread) => thread.end()))
  let isClosed = false
  const rest = setTimeout(() => queue.pending === 0 && void endAll(), idleMs).unref()
  return {
    atOnce: threads * 2,
    toDraft: (reading, { source, strategy, known }) => {
      const { strategies: _, ...facts } = source
      const job = { reading: withoutPage(reading), source: facts, strategy, known }
      return queue.add(async () => {
        if (isClosed) throw new NoReader('The process is stopping.')
        // The one used last: where there is little to do the others come to rest.
        const thread = free.pop()!
        try {
          return await thread.run(job)
        } finally {
          free.push(thread)
          rest.refresh()
        }
      })
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      await queue.onIdle()
      clearTimeout(rest)
      await endAll()
    },
  }
}

/** The page an item was on has been read; a list of a hundred items would be sent a hundred times. */
function withoutPage({ entry, item, response, way }: Reading): Reading {
  const nothing = { text: '', bytes: new Uint8Array() }
  const bare = { ...response, ...nothing }
  return { entry: { ...entry, response: bare }, item, response: bare, way }
}
