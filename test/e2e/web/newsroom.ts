import type { EventDraft } from '../../../src/model/event.ts'
import type { RunRecord, SourceFacts, SourceHealth } from '../../../src/model/source.ts'
import { loadRegistry } from '../../../src/registry.ts'
import { importedDocuments } from '../../../src/release/imported-source.ts'
import { openStore } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { regionsByCode } from '../../../src/understand/places/gazetteer.ts'
import { lineage, vocabulary } from '../../../src/understand/substances/vocabulary.ts'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { reports } from './reports.ts'

export interface Newsroom extends TestGateway<Store> {
  commit(drafts: EventDraft[]): Promise<void>
  /** As `reports` makes them, newest first; `edited` and `hostile` are among them. */
  drafts: EventDraft[]
  edited: EventDraft
  hostile: EventDraft
  withdrawn: EventDraft
}

export const today = new Date('2025-04-15T12:00:00Z')

/** What a source may write to break a page that trusts it. */
export const hostileMarkup = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>'

/** A gateway over an embedded store with reports of every state, sources in every state of health. */
export async function openNewsroom(
  count: number,
  options: { databaseUrl: string; schema: string } | { dataDir: string } = { dataDir: 'memory://' },
): Promise<Newsroom> {
  const sources = await loadRegistry()
  const store = await openStore({ ...options, ancestors: (substance) => lineage(substance).slice(1) })
  const commit = async (drafts: EventDraft[]) => {
    for (const [sourceId, own] of Map.groupBy(drafts, (draft) => draft.sourceId))
      for (let at = 0; at < own.length; at += 500)
        await store.commit({ sourceId, drafts: own.slice(at, at + 500), at: today.toISOString() })
  }
  const drafts = reports(count, sources, today)
  const [edited, hostile, withdrawn, follower] = [4, 9, 14, 19].map((index) => drafts[index]!) as [
    EventDraft,
    EventDraft,
    EventDraft,
    EventDraft,
  ]
  const body = `${hostile.body}\n\n${hostileMarkup}`
  Object.assign(hostile, { title: `${hostile.title} ${hostileMarkup}`, body, contentHash: 'hostile' })
  // A commit a source: what it costs depends more on how many there are than on how much they hold.
  await commit(drafts)
  await commit([
    { ...edited, body: `${edited.body}\n\nДополнено: изъято ещё 2 кг гашиша.`, contentHash: 'edited' },
  ])
  await store.commit({
    sourceId: withdrawn.sourceId,
    drafts: [],
    withdrawals: [{ eventId: withdrawn.id, reason: 'GONE' }],
    stories: { [follower.id]: edited.id, [edited.id]: edited.id },
    at: today.toISOString(),
  })
  for (const health of healths(sources))
    for (const run of runsOf(health)) await store.health.record(health, run)
  const gateway = await startGateway({
    store,
    sources: [...sources, importedDocuments],
    substances: [...vocabulary.values()],
    regions: [...regionsByCode.values()],
    clock: { now: () => today },
  })
  return {
    ...gateway,
    ...{ commit, drafts, edited, hostile, withdrawn },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

function healths(sources: SourceFacts[]): SourceHealth[] {
  const hoursAgo = (hours: number) => new Date(today.getTime() - hours * 3_600_000).toISOString()
  return sources.map(({ id }, index) => {
    const status = index % 9 === 3 ? 'FAILING' : index % 9 === 6 ? 'QUIET' : 'HEALTHY'
    const failing = status === 'FAILING'
    return {
      sourceId: id,
      status,
      since: hoursAgo(failing ? 7 + index : 300),
      lastPollAt: hoursAgo(0.2),
      lastSuccessAt: hoursAgo(failing ? 7 + index : 0.2),
      lastEventAt: hoursAgo(status === 'QUIET' ? 500 : 5),
      nextPollAt: hoursAgo(-0.3),
      consecutiveFailures: failing ? 12 : 0,
      strategy: 'htmlList',
      lastError: failing
        ? {
            code: 'SOURCE_CHANGED',
            message: 'The list yields nothing: `.news-item` matches no element.',
            at: hoursAgo(0.2),
          }
        : null,
    }
  })
}

/** Twelve visits, the newest as the health says. */
function runsOf({ sourceId, status, lastError }: SourceHealth): RunRecord[] {
  return Array.from({ length: 12 }, (_, index) => {
    const at = new Date(today.getTime() - (12 - index) * 600_000).toISOString()
    const failed = status === 'FAILING' && index > 6
    return {
      id: `${sourceId}-${index}`,
      sourceId,
      startedAt: at,
      finishedAt: at,
      outcome: failed ? 'CHANGED' : index % 3 ? 'NOT_MODIFIED' : 'OK',
      strategy: 'htmlList',
      requests: 1,
      bytes: 4_000,
      items: 20,
      added: index % 3 ? 0 : 1,
      revised: 0,
      withdrawn: 0,
      rejected: 0,
      error: failed && lastError ? { code: lastError.code, message: lastError.message } : null,
    }
  })
}
