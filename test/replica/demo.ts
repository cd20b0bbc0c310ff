import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock as clock } from '../../src/model/clock.ts'
import { follow } from './demo/follow.ts'
import { createDemoLog } from './demo/log.ts'
import { forget, recall } from './demo/memory.ts'
import { readOptions } from './demo/options.ts'
import { printTold } from './demo/print.ts'
import { startGateway } from './demo/start-gateway.ts'
import { createTimeline } from './demo/timeline.ts'
import { printWelcome } from './demo/welcome.ts'
import { readCorpus } from './read-corpus.ts'
import { startReplica } from './server.ts'

/** `npm run demo`: replicas of the sites on loopback, and the whole gateway reading them. */
const { port, host, dataDir, fresh, every, pace, verbose } = readOptions(process.argv)
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

if (fresh) forget(dataDir)
const corpus = readCorpus()
const memory = recall(dataDir, clock.now())
{
  await using replica = await startReplica({ corpus, clock, ...memory })
  await using gateway = await startGateway({
    dataDir: join(dataDir, 'store'),
    host,
    port,
    pace,
    hostMap: replica.hostMap,
    log: createDemoLog(verbose),
  })
  printWelcome(gateway.url, Object.keys(replica.hostMap).length, memory.isNew)

  const following = follow(gateway.url, stopping.signal)
  const nextTurn = createTimeline(replica, corpus)
  while (!stopping.signal.aborted) {
    await pause(every * 1_000, undefined, { signal: stopping.signal }).catch(() => {})
    if (!stopping.signal.aborted) printTold(nextTurn(), clock.now())
  }
  await following
  console.log('Stopping …')
}
console.log('Stopped. What was gathered is kept; run it again to go on.')
