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
import { peerStates, printPeers, servePeers } from './demo/serve-peers.ts'
import { createTimeline } from './demo/timeline.ts'
import { printWelcome } from './demo/welcome.ts'
import { readCorpus } from './read-corpus.ts'
import { startReplica } from './server.ts'

/** `npm run demo`: replicas of the sites on loopback, and the whole gateway reading them. */
async function run(options: DemoOptions, signal: AbortSignal) {
  const { port, host, dataDir, fresh, every, pace, verbose, peers } = options
  if (fresh) forget(dataDir)
  const corpus = readCorpus()
  const memory = recall(dataDir, clock.now())
  await using replica = await startReplica({ corpus, clock, ...memory })
  // No environment: the demonstration is the same everywhere, with nothing but what the clone holds.
  const defaults = readConfig({})
  const config = { ...defaults, host, port, pace, dataDir: join(dataDir, 'store'), hostMap: replica.hostMap }
  const log = createDemoLog(verbose)
  await using hub = peers ? await servePeers(config, log) : null
  await using alone = peers ? null : await serve(config, log, 'all')
  const url = (hub ?? alone)!.url!
  printWelcome(url, Object.keys(replica.hostMap).length, memory.isNew)
  if (hub) printPeers(hub)

  const following = follow(url, signal)
  // What happens where nobody looks is no demonstration.
  const isRead = (site: string) => !peers || peerStates.includes(site.split('/')[0]!)
  const nextTurn = createTimeline(replica, corpus, isRead)
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
