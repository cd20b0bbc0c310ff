import type { Store } from '../../src/store/types.ts'
import { makeDraft } from './make-draft.ts'
import { sources } from './sources.ts'

const batch = 1_000
const at = '2025-01-02T00:00:00.000Z'

/** Fills an empty store with `count` reports of sources that were all heard. */
export async function seed(store: Store, count: number): Promise<void> {
  for (let first = 0; first < count; first += batch) {
    const drafts = Array.from({ length: Math.min(batch, count - first) }, (_, i) => makeDraft(first + i))
    await store.commit({ sourceId: drafts[0]!.sourceId, drafts, at })
  }
  for (const { id } of sources)
    await store.health.record({
      ...{ sourceId: id, status: 'HEALTHY', since: at, lastPollAt: at, lastSuccessAt: at, lastEventAt: at },
      ...{ nextPollAt: at, consecutiveFailures: 0, strategy: 'feed', lastError: null },
    })
  await store.db.exec('VACUUM (ANALYZE) events')
}
