import type { Source } from '../connector/types.ts'
import { ItemRejected } from '../model/errors.ts'
import type { EventDraft } from '../model/event.ts'
import type { Rejection } from '../model/source.ts'
import { assignStories } from './assign-stories.ts'
import { noResponse, toListEntry } from './list-entry.ts'
import type { Reading } from './read-items.ts'
import { toDraft } from './to-draft.ts'
import type { RejectedItem } from './to-rejection.ts'
import type {
  UnderstandAgainOptions,
  UnderstandAgainPorts,
  UnderstandAgainProgress,
} from './understand-again.ts'

const batch = 100

interface Found {
  rejection: Rejection
  draft: EventDraft
}

/**
 * Items turned down as off topic, judged by the newer rules: those of the sphere become events and are no rejections
 * any more. Counts into `progress` and yields after every batch.
 */
export async function* rereadRejections(
  progress: UnderstandAgainProgress,
  { since, sourceIds, dryRun = false }: UnderstandAgainOptions,
  ports: UnderstandAgainPorts,
): AsyncGenerator<void> {
  const { store, signal } = ports
  const wanted = new Map(
    ports.sources.filter(({ id }) => sourceIds?.includes(id) ?? true).map((source) => [source.id, source]),
  )
  let after: string | undefined
  for (let hasMore = true; hasMore; ) {
    signal?.throwIfAborted()
    const page = await store.rejections.page({ reasons: ['OFF_TOPIC'], limit: batch, after })
    const young = page.filter(({ at }) => at >= since.toISOString())
    const due = young.filter(({ sourceId }) => wanted.has(sourceId))
    const found = await notStored(
      due.flatMap((rejection) => judge(rejection, wanted.get(rejection.sourceId)!, ports) ?? []),
      ports,
    )
    if (!dryRun) await commit(found, ports)
    progress.turnedDown += due.length
    progress.added += found.length
    // One that became an event is no place to go on from.
    const gone = new Set(dryRun ? [] : found.map(({ rejection }) => rejection.id))
    after = young.findLast(({ id }) => !gone.has(id))?.id ?? after
    hasMore = page.length === batch && young.length === page.length
    yield
  }
}

function judge(rejection: Rejection, source: Source, ports: UnderstandAgainPorts): Found | null {
  const { fetched, ...payload } = (rejection.payload ?? {}) as RejectedItem
  const item = { ...payload, ...(rejection.url && { url: rejection.url }) }
  // Without the bytes it was read from no claim of it could be traced; the next edit brings it back.
  if (!fetched) return null
  const headers: Record<string, string> = fetched.contentType ? { 'content-type': fetched.contentType } : {}
  const response = {
    ...noResponse,
    headers,
    requestedUrl: fetched.requestedUrl,
    url: fetched.finalUrl,
    status: fetched.status,
    fetchedAt: fetched.fetchedAt,
    sha256: fetched.sha256,
  }
  const reading: Reading = { entry: toListEntry(item, response), item, response, way: 'list' }
  try {
    const draft = toDraft(reading, { source, strategy: fetched.strategy, known: null }, ports)
    return { rejection, draft }
  } catch (error) {
    if (!(error instanceof ItemRejected))
      ports.log.error({ rejection: rejection.id, err: error }, 'a rejection could not be read again')
    return null
  }
}

/** An item that came to be an event in another way is stored newer than it was turned down. */
async function notStored(found: Found[], { store }: UnderstandAgainPorts): Promise<Found[]> {
  const stored = await store.events.byIds(found.map(({ draft }) => draft.id))
  return found.filter((_, index) => stored[index] === null)
}

async function commit(found: Found[], { store, clock }: UnderstandAgainPorts): Promise<void> {
  for (const [sourceId, items] of Map.groupBy(found, ({ rejection }) => rejection.sourceId)) {
    const drafts = items.map(({ draft }) => draft)
    await store.commit({
      sourceId,
      drafts,
      stories: await assignStories(drafts, store.events),
      settled: items.map(({ rejection }) => rejection.id),
      at: clock.now().toISOString(),
    })
  }
}
