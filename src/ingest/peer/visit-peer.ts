import { CursorExpired, SourceChanged } from '../../model/errors.ts'
import { isSourceError } from '../choose-strategy.ts'
import type { RunReport } from '../poll.ts'
import { type AskPeer, createAskPeer } from './ask-peer.ts'
import { type CaughtUp, catchUp } from './catch-up.ts'
import { followPeer } from './follow-peer.ts'
import { pauseAfterStream, pauseBetweenQuestions } from './pauses.ts'
import type { Peer } from './peer.ts'
import { startPeerRun } from './peer-run.ts'
import { readPlace } from './place.ts'
import type { PeerPorts } from './ports.ts'

/** Longest silence of a stream: a gateway says every 25 s that it lives. */
const idleMs = 80_000
/** A stream is begun anew about hourly, so that the load of many spreads. */
const streamMs = 3_600_000
/** One that broke off sooner did not get through. */
const shortestMs = 10_000

/**
 * One visit to a peer: catch up, then follow its stream until that ends. Where streams do not get through, catching
 * up is all there is. What goes wrong with the peer is recorded and reported, not thrown; throws when the store
 * cannot be written or `signal` aborts. With `follow: false` the visit ends once it has caught up.
 */
export async function visitPeer(
  peer: Peer,
  ports: PeerPorts,
  { follow = true }: { follow?: boolean } = {},
): Promise<RunReport> {
  const { store, signal, random = Math.random, pace = 1 } = ports
  const run = startPeerRun(peer, 'poll', ports)
  const ask = createAskPeer(peer, ports, run.count)
  try {
    const start = readPlace(await store.checkpoints.get(peer.facts.id))
    const place = await catchUp(start, peer, ask, ports, run.add)
    const report = await run.done(pauseBetweenQuestions(peer.facts.pollEverySeconds, { random, pace }))
    return follow ? ((await followOn(place, peer, ask, ports)) ?? report) : report
  } catch (error) {
    signal?.throwIfAborted()
    return run.failed(error)
  }
}

/** Null where the stream did not get through. */
async function followOn(
  place: CaughtUp,
  peer: Peer,
  ask: AskPeer,
  ports: PeerPorts,
): Promise<RunReport | null> {
  const { clock, log, signal, random = Math.random, pace = 1 } = ports
  const run = startPeerRun(peer, 'stream', ports)
  const pause = () => pauseAfterStream({ random, pace })
  const leaving = new AbortController()
  const timer = setTimeout(() => leaving.abort(), streamMs * (0.9 + 0.2 * random()))
  const until = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal
  let openedAt: number | null = null
  try {
    const chunks = await ask.follow(place.cursor, idleMs, until)
    openedAt = clock.now().getTime()
    log.debug({ source: peer.facts.id }, 'following')
    await followPeer(chunks, place, peer, ports, run)
    return await run.done(pause())
  } catch (error) {
    signal?.throwIfAborted()
    if (leaving.signal.aborted) return await run.done(pause())
    if (!isSourceError(error) && !(error instanceof CursorExpired)) throw error
    log.debug({ source: peer.facts.id, reason: error.message }, 'stream ended')
    if (openedAt === null) return null
    if (error instanceof SourceChanged) return await run.failed(error)
    return clock.now().getTime() - openedAt < shortestMs ? null : await run.done(pause())
  } finally {
    clearTimeout(timer)
  }
}
