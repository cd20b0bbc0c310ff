import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { whenOrphaned } from '../../src/cli/when-orphaned.ts'
import { serve } from '../../src/composition.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock as clock } from '../../src/model/clock.ts'
import { follow } from './demo/follow.ts'
import { createDemoLog } from './demo/log.ts'
import { forget, recall } from './demo/memory.ts'
import { type DemoOptions, readOptions } from './demo/options.ts'
import { printTold } from './demo/print.ts'
import { createTimeline } from './demo/timeline.ts'
import { printWelcome } from './demo/welcome.ts'
import { readCorpus } from './read-corpus.ts'
import { startReplica } from './server.ts'

/** `npm run demo`: replicas of the sites on loopback, and the whole gateway reading them. */
async function run({ port, host, dataDir, fresh, every, pace, verbose }: DemoOptions, signal: AbortSignal) {
  if (fresh) forget(dataDir)
  const corpus = readCorpus()
  const memory = recall(dataDir, clock.now())
  await using replica = await startReplica({ corpus, clock, ...memory })
  // No environment: the demonstration is the same everywhere, with nothing but what the clone holds.
  const defaults = readConfig({})
  const config = { ...defaults, host, port, pace, dataDir: join(dataDir, 'store'), hostMap: replica.hostMap }
  await using serving = await serve(config, createDemoLog(verbose), 'all')
  const url = serving.url!
  printWelcome(url, Object.keys(replica.hostMap).length, memory.isNew)

  const following = follow(url, signal)
  const nextTurn = createTimeline(replica, corpus)
  while (!signal.aborted) {
    await pause(every * 1_000, undefined, { signal }).catch(() => {})
    if (!signal.aborted) printTold(nextTurn(), clock.now())
  }
  await following
  console.log('Stopping …')
}

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
whenOrphaned(process.env, () => stopping.abort())
try {
  await run(readOptions(process.argv), stopping.signal)
  console.log('Stopped. What was gathered is kept; run it again to go on.')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
