import { SourceUnreachable } from '../../model/errors.ts'
import type { RunRecord, SourceHealth } from '../../model/source.ts'
import { isSourceError } from '../choose-strategy.ts'
import { nextHealth } from '../next-health.ts'
import type { RunReport } from '../poll.ts'
import { failureOf, startRun } from '../run-record.ts'
import type { Applied, ToldChange } from './apply-changes.ts'
import { type Pacing, pauseAfterFailure } from './pauses.ts'
import type { Peer } from './peer.ts'
import type { PeerPorts } from './ports.ts'

/** How a peer is read: page by page, or as it tells. */
export type Way = 'poll' | 'stream'

/** Seconds between two notes that a stream lives. */
const noteSeconds = 60

/** What one visit did, counted as it goes, told as every source's visits are. */
export interface PeerRun {
  count: { requests: number; bytes: number }
  add(changes: ToldChange[], applied: Applied): void
  /** A stream that lives is heard although its visit has not ended. */
  alive(): Promise<void>
  done(pauseSeconds: number): Promise<RunReport>
  failed(error: unknown): Promise<RunReport>
}

export function startPeerRun(peer: Peer, way: Way, ports: PeerPorts): PeerRun {
  const { store, clock, log, random = Math.random, pace = 1 } = ports
  const pacing: Pacing = { random, pace }
  const source = peer.facts.id
  const run: RunRecord = { ...startRun(source, clock.now()), strategy: way }
  const count = { requests: 0, bytes: 0 }
  let lastEventAt: string | null = null
  let notedAt = clock.now().getTime()

  async function before(): Promise<SourceHealth | null> {
    return (await store.health.all()).find(({ sourceId }) => sourceId === source) ?? null
  }

  function ended(changes: Partial<RunRecord>): RunRecord {
    return { ...run, ...count, ...changes, finishedAt: clock.now().toISOString() }
  }

  const later = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000).toISOString()

  return {
    count,
    add(changes, { added, revised, withdrawn, rejected, lastEventAt: newest }) {
      run.items += changes.length
      run.added += added
      run.revised += revised
      run.withdrawn += withdrawn
      run.rejected += rejected
      if (newest && (!lastEventAt || newest > lastEventAt)) lastEventAt = newest
    },
    async alive() {
      const now = clock.now().getTime()
      if (now - notedAt < noteSeconds * 1_000) return
      notedAt = now
      const health = { before: await before(), run: ended({}), lastEventAt, overdue: false }
      await store.health.record(nextHealth({ ...health, nextPollAt: later(noteSeconds) }))
    },
    async done(pauseSeconds) {
      const record = ended({})
      const nextPollAt = later(pauseSeconds)
      const input = { before: await before(), run: record, lastEventAt, nextPollAt, overdue: false }
      const health = nextHealth(input)
      await store.health.record(health, record)
      const { items, added, revised, withdrawn, rejected } = record
      log.info({ source, strategy: way, items, added, revised, withdrawn, rejected, nextPollAt }, 'polled')
      return { run: record, health }
    },
    async failed(error) {
      const known = await before()
      const failures = (known?.consecutiveFailures ?? 0) + 1
      const retryAfter = error instanceof SourceUnreachable ? error.retryAfterSeconds : null
      const record = ended(failureOf(error))
      const nextPollAt = later(pauseAfterFailure(failures, retryAfter, pacing))
      const health = nextHealth({ before: known, run: record, lastEventAt, nextPollAt, overdue: false })
      await store.health.record(health, record)
      const details = { source, outcome: record.outcome, failures, nextPollAt }
      if (isSourceError(error)) log.warn({ ...details, reason: error.message }, 'poll failed')
      else log.error({ ...details, err: error }, 'poll failed')
      return { run: record, health }
    },
  }
}
