import type { PgBoss } from 'pg-boss'
import type { Source } from '../connector/types.ts'
import type { Store } from '../store/types.ts'
import { housekeep } from './housekeep.ts'
import { openQueue, peerQueueName, queueName } from './open-queue.ts'
import type { Peer } from './peer/peer.ts'
import type { PeerPorts } from './peer/ports.ts'
import { visitPeer } from './peer/visit-peer.ts'
import { planPolls, sendPoll } from './plan-polls.ts'
import { poll } from './poll.ts'
import type { Ports } from './ports.ts'

export interface PollerPorts extends Omit<Ports, 'store'> {
  store: Store
  sources: Source[]
  /** Other gateways to follow, and how they are reached. */
  peers?: { all: Peer[] } & Pick<PeerPorts, 'fetcher' | 'known' | 'readHere'>
  /** Polls under way in this process at one time; 4 when absent. */
  concurrency?: number
  /** PostgreSQL schema of the schedule; `bulletin_jobs` when absent. */
  schema?: string
  /** How often the schedule is asked for what is due; every second when absent. */
  askEverySeconds?: number
}

/** How long polls under way may take to notice that they are to stop. */
const stopMs = 3_000

/**
 * Polls every source in its rhythm until disposed. Any number of pollers may share one PostgreSQL: each source
 * is polled by one of them at a time, and so is each host.
 */
export async function createPoller(ports: PollerPorts): Promise<AsyncDisposable> {
  const { store, sources, log, clock, pace = 1, random = Math.random, concurrency = 4 } = ports
  const { schema = 'bulletin_jobs', askEverySeconds = pace > 1 ? 0.5 : 1 } = ports
  const stopping = new AbortController()
  const byId = new Map(sources.map((source) => [source.id, source]))
  const boss = await openQueue({ db: store.db, log, schema })
  const alone = store.db.home === 'pglite'
  const health = await store.health.all()
  await planPolls(boss, { queue: queueName, sources, health, now: clock.now(), random, pace, alone })
  const options = {
    localConcurrency: concurrency,
    pollingIntervalSeconds: askEverySeconds,
    groupConcurrency: 1,
  }
  await boss.work<{ source: string }>(queueName, options, async ([job]) => {
    const source = job && byId.get(job.data.source)
    // A connector that was removed takes its schedule with it.
    if (!source) return
    const signal = AbortSignal.any([stopping.signal, job.signal])
    const { health } = await poll(source, { ...ports, signal })
    await sendPoll(boss, queueName, source, new Date(health.nextPollAt ?? clock.now()))
  })
  if (ports.peers?.all.length) await followPeers(boss, { ...ports, peers: ports.peers }, stopping.signal)
  const keeping = housekeep(store, { clock, log })
  log.info({ sources: sources.length, peers: ports.peers?.all.length ?? 0, concurrency }, 'polling')

  return {
    async [Symbol.asyncDispose]() {
      keeping[Symbol.dispose]()
      // A poll that is cut off has stored nothing and goes back into the schedule.
      stopping.abort(new Error('the poller is stopping'))
      await boss.stop({ graceful: true, timeout: stopMs, close: false })
    },
  }
}

/** Each peer is followed by one poller at a time; a visit ends when its stream does, and the next is soon. */
async function followPeers(
  boss: PgBoss,
  { peers, ...ports }: PollerPorts & Required<Pick<PollerPorts, 'peers'>>,
  stopping: AbortSignal,
): Promise<void> {
  const { store, clock, pace = 1, random = Math.random, askEverySeconds = 0.5 } = ports
  const { all, ...reach } = peers
  const byId = new Map(all.map((peer) => [peer.facts.id, peer]))
  const sources = all.map(({ facts }) => facts)
  const alone = store.db.home === 'pglite'
  // Whoever starts wants to be told at once: no health from before delays the first visit.
  await planPolls(boss, { queue: peerQueueName, sources, health: [], now: clock.now(), random, pace, alone })
  const options = { localConcurrency: all.length, pollingIntervalSeconds: Math.min(0.5, askEverySeconds) }
  await boss.work<{ source: string }>(peerQueueName, options, async ([job]) => {
    const peer = job && byId.get(job.data.source)
    if (!peer) return
    const signal = AbortSignal.any([stopping, job.signal])
    const { health } = await visitPeer(peer, { ...ports, ...reach, signal })
    await sendPoll(boss, peerQueueName, peer.facts, new Date(health.nextPollAt ?? clock.now()))
  })
}
