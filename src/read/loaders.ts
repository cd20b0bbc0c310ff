import DataLoader from 'dataloader'
import type { Revision, StoredEvent } from '../model/event.ts'
import type { RunRecord, SourceHealth } from '../model/source.ts'
import type { Store } from '../store/types.ts'
import { inInnerSpan } from '../trace/span.ts'
import type { EntityCache } from './entity-cache.ts'

/** Runs loaded of a source at once; a client may ask for fewer. */
export const maxRuns = 100

/** Batching by key, made anew for each request. */
export interface Loaders {
  event: DataLoader<string, StoredEvent | null>
  eventByUrl: DataLoader<string, StoredEvent | null>
  revisions: DataLoader<string, Revision[]>
  /** Story id → ids of its reports, newest first. */
  story: DataLoader<string, string[]>
  /** A source nobody visited yet is PENDING. */
  health: DataLoader<string, SourceHealth>
  runs: DataLoader<string, RunRecord[]>
  rejections: DataLoader<string, number>
}

export function createLoaders(store: Store, entities: EntityCache): Loaders {
  const event = loader('events', (ids) => entities.byIds(ids))
  return {
    event,
    eventByUrl: loader('events by address', async (urls) => {
      const found = await store.events.byUrls(urls)
      for (const each of found) if (each) event.prime(each.id, each)
      return found
    }),
    revisions: loader('revisions', (ids) => store.events.revisions(ids)),
    story: loader('stories', (ids) => store.events.stories(ids)),
    health: loader('health', async (ids) => {
      const known = new Map((await store.health.all()).map((health) => [health.sourceId, health]))
      return ids.map((id) => known.get(id) ?? pending(id))
    }),
    runs: loader('runs', (ids) => store.runs.recentOf(ids, maxRuns)),
    rejections: loader('rejections', (ids) => store.rejections.counts(ids)),
  }
}

function loader<V>(what: string, load: (keys: string[]) => Promise<V[]>): DataLoader<string, V> {
  return new DataLoader((keys) => inBatchSpan(what, keys.length, () => load([...keys])), {
    maxBatchSize: 5_000,
  })
}

/** One span a batch, under the first that asked for something in it. */
export function inBatchSpan<T>(what: string, keys: number, load: () => T): T {
  return inInnerSpan(() => ({ name: `load ${what}`, attributes: { 'bulletin.batch.keys': keys } }), load)
}

function pending(sourceId: string): SourceHealth {
  return {
    sourceId,
    status: 'PENDING',
    since: null,
    lastPollAt: null,
    lastSuccessAt: null,
    lastEventAt: null,
    nextPollAt: null,
    consecutiveFailures: 0,
    strategy: null,
    lastError: null,
  }
}
