import type { Source } from '../connector/types.ts'
import { SourceUnreachable } from '../model/errors.ts'
import type { RunRecord, SourceHealth } from '../model/source.ts'
import { inSpan } from '../trace/span.ts'
import { firstThatWorks, isSourceError, strategyOrder } from './choose-strategy.ts'
import { commitPoll } from './commit-poll.ts'
import { day } from './limits.ts'
import { emptyCheckpoint, readMemory, type SourceMemory } from './memory.ts'
import { meter } from './meter.ts'
import { nextHealth } from './next-health.ts'
import type { Ports } from './ports.ts'
import { rereadItems } from './reread-items.ts'
import { pauseAfterFailure } from './rhythm.ts'
import { failureOf, startRun } from './run-record.ts'
import { storedEvents } from './stored-events.ts'
import { unify } from './unify.ts'
import { type Visit, visit } from './visit.ts'

export interface RunReport {
  run: RunRecord
  health: SourceHealth
}

/**
 * One visit to a source, from its checkpoint to the next. What went wrong with the source is recorded and
 * reported, not thrown; throws when the store cannot be written or `signal` aborts.
 */
export function poll(source: Source, ports: Ports): Promise<RunReport> {
  const start = { name: 'poll', kind: 'CONSUMER', attributes: { 'bulletin.source': source.id } } as const
  return inSpan(
    () => start,
    async (span) => {
      const report = await pollOnce(source, ports)
      const { outcome, added, revised, rejected, error } = report.run
      span.set({ 'bulletin.outcome': outcome, 'bulletin.added': added, 'bulletin.revised': revised })
      span.set({ 'bulletin.rejected': rejected })
      if (error) span.fail(error.code)
      return report
    },
  )
}

async function pollOnce(source: Source, ports: Ports): Promise<RunReport> {
  const started = ports.clock.now()
  const run = startRun(source.id, started)
  const metered = { ...ports, fetcher: { ...ports.fetcher, ...meterInto(run, ports) } }
  try {
    const checkpoint = (await ports.store.checkpoints.get(source.id)) ?? emptyCheckpoint(source.id)
    const memory = readMemory(checkpoint)
    const context = { source, checkpoint, memory, now: Math.floor(started.getTime() / 1_000) }
    const visited = await visitByWhatWorks(context, metered)
    const listed = new Map(visited.listed.entries.map((entry) => [entry.id, entry]))
    const known = await storedEvents(visited, ports.store)
    const ask = askOf(source, metered)
    const reread = await rereadItems(visited.selection.due, listed, known, source, visited.choice, ask)
    const readings = [...visited.read.readings, ...reread.readings]
    const strategy = visited.choice.name
    const unified = await inSpan(
      () => ({ name: 'understand', attributes: { 'bulletin.items': readings.length } }),
      () => unify(readings, known, { source, strategy }, ports),
    )
    return await commitPoll({ ...context, run, visit: visited, known, reread, unified }, ports)
  } catch (error) {
    ports.signal?.throwIfAborted()
    return recordFailure(source, run, error, ports)
  }
}

/** The strategy that worked last time, else the first that works now; once a day the preferred one gets a chance. */
function visitByWhatWorks(context: Parameters<typeof visit>[1], ports: Ports): Promise<Visit> {
  const { source, checkpoint, memory } = context
  const fresh = checkpoint.strategy > 0 && isLongAgo(memory, ports)
  const choices = strategyOrder(source, checkpoint.strategy, fresh)
  return firstThatWorks(
    choices,
    (choice) => visit(choice, context, ports),
    ({ choice, error }) => {
      if (choice.index === 0) memory.preferredTriedAt = ports.clock.now().toISOString()
      ports.log.debug({ source: source.id, strategy: choice.name, reason: error.message }, 'strategy failed')
    },
  )
}

function isLongAgo({ preferredTriedAt }: SourceMemory, { clock, pace = 1 }: Ports): boolean {
  return !preferredTriedAt || clock.now().getTime() - Date.parse(preferredTriedAt) > (day * 1_000) / pace
}

function meterInto(run: RunRecord, { fetcher }: Ports): Pick<Ports['fetcher'], 'fetch'> {
  const { fetch, count } = meter(fetcher)
  return {
    fetch: async (...args) => {
      try {
        return await fetch(...args)
      } finally {
        Object.assign(run, count)
      }
    },
  }
}

function askOf(source: Source, { fetcher, signal }: Ports) {
  return (request: Parameters<Ports['fetcher']['fetch']>[0]) =>
    fetcher.fetch(request, { allowedHosts: source.hosts, signal })
}

async function recordFailure(
  source: Source,
  run: RunRecord,
  error: unknown,
  ports: Ports,
): Promise<RunReport> {
  const { store, clock, log, pace, random = Math.random } = ports
  const finished = clock.now()
  const failed: RunRecord = { ...run, ...failureOf(error), finishedAt: finished.toISOString() }
  const before = (await store.health.all()).find(({ sourceId }) => sourceId === source.id) ?? null
  const failures = (before?.consecutiveFailures ?? 0) + 1
  const retryAfter = error instanceof SourceUnreachable ? error.retryAfterSeconds : null
  const pause = pauseAfterFailure(source, failures, retryAfter, { random, pace })
  const nextPollAt = new Date(finished.getTime() + pause * 1_000).toISOString()
  const health = nextHealth({ before, run: failed, lastEventAt: null, nextPollAt, overdue: false })
  await store.health.record(health, failed)
  const details = { source: source.id, outcome: failed.outcome, failures, nextPollAt }
  if (isSourceError(error)) log.warn({ ...details, reason: error.message }, 'poll failed')
  else log.error({ ...details, err: error }, 'poll failed')
  return { run: failed, health }
}
