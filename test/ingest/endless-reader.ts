import { parentPort } from 'node:worker_threads'
import type { DraftJob } from '../../src/ingest/reading/messages.ts'

// A thread as the pool starts it, whose rules know no end for some titles.
parentPort!.on('message', ({ reading }: DraftJob) => {
  while (reading.item.title === 'endless');
  if (reading.item.title === 'greedy') {
    const kept: string[][] = []
    for (;;) kept.push(Array.from({ length: 1_000_000 }, String))
  }
  parentPort!.postMessage({ rejected: { reason: 'OFF_TOPIC', message: `read ${reading.item.title}` } })
})
parentPort!.postMessage('ready')
