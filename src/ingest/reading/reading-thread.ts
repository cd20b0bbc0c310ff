import { Worker } from 'node:worker_threads'
import { ItemRejected } from '../../model/errors.ts'
import type { EventDraft } from '../../model/event.ts'
import { type DraftAnswer, type DraftJob, NoReader } from './messages.ts'

export interface ReadingThread {
  /** One at a time. Throws `ItemRejected` for what cannot be an event, and for what takes too long. */
  run(job: DraftJob): Promise<EventDraft>
  end(): Promise<void>
}

/** Of the thread's own heap; a text that needs more is none. */
const maxHeapMegabytes = 512

/**
 * A thread that reads items, started at its first and again after one that was stopped: a text no rule foresaw must
 * not keep the others waiting.
 */
export function createReadingThread(file: URL, deadlineMs: number): ReadingThread {
  let worker: Promise<Worker> | null = null

  function started(): Promise<Worker> {
    if (worker) return worker
    const starting = start(() => {
      if (worker === starting) worker = null
    })
    worker = starting
    return starting
  }

  /** Resolves when the thread has loaded what it needs: only reading is under the deadline. */
  async function start(onExit: () => void): Promise<Worker> {
    const resourceLimits = { maxOldGenerationSizeMb: maxHeapMegabytes }
    const fresh = new Worker(file, { name: 'reading', resourceLimits })
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    fresh.once('message', resolve)
    const failed = (cause?: Error) =>
      reject(
        new NoReader(`No thread to read items could be started: ${cause?.message ?? 'it ended'}.`, { cause }),
      )
    fresh.on('error', failed)
    fresh.on('exit', () => {
      onExit()
      failed()
    })
    await promise
    return fresh
  }

  async function end(): Promise<void> {
    const ending = worker
    worker = null
    await (await ending?.catch(() => null))?.terminate()
  }

  async function answerOf(thread: Worker, job: DraftJob): Promise<DraftAnswer | string> {
    const { promise, resolve } = Promise.withResolvers<DraftAnswer | string>()
    const late = `It takes longer to read than the ${deadlineMs / 1000} s it may.`
    const timer = setTimeout(resolve, deadlineMs, late)
    const onExit = () => resolve('Reading it takes more memory than it may, or broke the thread that did.')
    thread.once('message', resolve)
    thread.once('exit', onExit)
    thread.ref()
    thread.postMessage(job)
    const answer = await promise
    clearTimeout(timer)
    thread.off('message', resolve)
    thread.off('exit', onExit)
    thread.unref()
    return answer
  }

  return {
    end,
    async run(job) {
      const answer = await answerOf(await started(), job)
      if (typeof answer !== 'string') return take(answer)
      await end()
      throw new ItemRejected('UNREADABLE', answer)
    },
  }
}

function take(answer: DraftAnswer): EventDraft {
  if ('draft' in answer) return answer.draft
  if ('rejected' in answer) throw new ItemRejected(answer.rejected.reason, answer.rejected.message)
  throw Object.assign(new Error(answer.failed.message), { stack: answer.failed.stack })
}
