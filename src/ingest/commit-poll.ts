import type { Source } from '../connector/types.ts'
import type { EventDraft, StoredEvent } from '../model/event.ts'
import type { Checkpoint, RunRecord } from '../model/source.ts'
import type { Commit } from '../store/types.ts'
import { inSpan } from '../trace/span.ts'
import { advance } from './advance.ts'
import { assignStories } from './assign-stories.ts'
import { findWithdrawn } from './find-withdrawn.ts'
import { readMemory, type SourceMemory } from './memory.ts'
import { nextHealth } from './next-health.ts'
import type { RunReport } from './poll.ts'
import type { Ports } from './ports.ts'
import { reassignStories } from './reassign-stories.ts'
import type { Rereadings } from './reread-items.ts'
import { isOverdue, pauseAfterSuccess } from './rhythm.ts'
import { settle } from './settle.ts'
import { snapshotsOf } from './snapshots-of.ts'
import type { Unified } from './unify.ts'
import type { Visit } from './visit.ts'

export interface PollResult {
  source: Source
  checkpoint: Checkpoint
  memory: SourceMemory
  /** Seconds since 1970. */
  now: number
  run: RunRecord
  visit: Visit
  known: Map<string, StoredEvent>
  reread: Rereadings
  unified: Unified
}

/** Stores all of a poll in one transaction: events, rejections, bytes, checkpoint, run and health. */
export async function commitPoll(result: PollResult, ports: Ports): Promise<RunReport> {
  const { source, memory, checkpoint, visit, known, unified, now } = result
  const { store, clock, log, pace = 1, random = Math.random } = ports
  const settled = settle(visit, (id) => known.has(id), source, now, pace)
  const goneListed = visit.read.gone.map(({ entry }) => entry.id).filter((id) => known.has(id))
  const isWithdrawn = (id: string) => known.get(id)?.status === 'WITHDRAWN'
  const reread = { ...result.reread, gone: [...result.reread.gone, ...goneListed] }
  const finished = clock.now()
  const present = [...reread.present, ...unified.drafts.map(({ id }) => id)]
  const missing = reread.gone.filter((id) => !isWithdrawn(id))
  const withdrawals = await findWithdrawn(missing, present, store.vanished, finished, pace)

  const fresh = unified.drafts.filter(({ id }) => !known.has(id))
  const foundNew =
    fresh.length > 0 || unified.rejections.some(({ reading }) => !memory.seen[reading.entry.id])
  const restored = reread.present.filter(isWithdrawn)
  const outcome = { visit, unified, reread, foundNew, restored, ...settled }
  const next = advance(checkpoint, memory, outcome, now)

  const rejections = [...unified.rejections.map(({ rejection }) => rejection), ...settled.rejections]
  const changed = unified.drafts.filter(({ id, contentHash }) => known.get(id)?.contentHash !== contentHash)
  const readings = [...visit.read.readings, ...reread.readings]
  const run: RunRecord = {
    ...result.run,
    finishedAt: finished.toISOString(),
    outcome: visit.pages.notModified ? 'NOT_MODIFIED' : 'OK',
    strategy: visit.choice.name,
    items: visit.listed.entries.length,
    added: fresh.length,
    revised: changed.length - fresh.length,
    withdrawn: withdrawals.length,
    rejected: rejections.length,
  }
  const { seen, quietPolls } = readMemory(next)
  const published = Object.values(seen).flatMap((item) => item.published ?? [])
  const pause = pauseAfterSuccess(source, { published, quietPolls, foundNew }, finished, { random, pace })
  const health = nextHealth({
    before: (await store.health.all()).find(({ sourceId }) => sourceId === source.id) ?? null,
    run,
    lastEventAt: newestEvent(changed),
    nextPollAt: new Date(finished.getTime() + pause * 1_000).toISOString(),
    overdue: isOverdue(published, now),
  })
  const edited = changed.filter(({ id }) => known.has(id))
  const stories = {
    ...(await reassignStories(edited, store.events)),
    ...(await assignStories(fresh, store.events)),
  }
  const commit: Commit = {
    sourceId: source.id,
    drafts: unified.drafts,
    stories,
    withdrawals,
    rejections,
    snapshots: snapshotsOf(changed, readings),
    checkpoint: next,
    run,
    health,
    at: finished.toISOString(),
  }
  await inSpan(
    () => ({ name: 'commit' }),
    () => store.commit(commit),
  )
  const { items, added, revised, rejected, requests, outcome: heard } = run
  const details = {
    source: source.id,
    outcome: heard,
    strategy: run.strategy,
    items,
    added,
    revised,
    rejected,
  }
  log.info({ ...details, withdrawn: run.withdrawn, requests, nextPollAt: health.nextPollAt }, 'polled')
  return { run, health }
}

function newestEvent(drafts: EventDraft[]): string | null {
  return (
    drafts
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? null
  )
}
