import { parentPort } from 'node:worker_threads'
import { ItemRejected } from '../../model/errors.ts'
import { parseDate, understand } from '../../understand/index.ts'
import { toDraft } from '../to-draft.ts'
import type { DraftAnswer, DraftJob } from './messages.ts'

// A thread that makes events of items, one after the other.

parentPort!.on('message', (job: DraftJob) => parentPort!.postMessage(answer(job)))
parentPort!.postMessage('ready')

function answer({ reading, ...context }: DraftJob): DraftAnswer {
  try {
    return { draft: toDraft(reading, context, { understand, parseDate }) }
  } catch (error) {
    if (error instanceof ItemRejected) return { rejected: { reason: error.reason, message: error.message } }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { failed: { message, stack: stack ?? message } }
  }
}
