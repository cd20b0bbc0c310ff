import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Source } from '../connector/types.ts'
import { ItemRejected } from '../model/errors.ts'
import type { EventDraft, StoredEvent } from '../model/event.ts'
import type { Rejection, RejectionReason } from '../model/source.ts'
import type { Ports } from './ports.ts'
import { printedPublication } from './publication.ts'
import type { Reading } from './read-items.ts'
import { toDraft } from './to-draft.ts'
import { toProvenance } from './to-provenance.ts'
import { toRejection } from './to-rejection.ts'

export interface Unified {
  drafts: EventDraft[]
  /** `published` in seconds since 1970, where the site tells. */
  rejections: { reading: Reading; rejection: Rejection; published: number | null }[]
}

/**
 * Items as events. One bad item is a rejection with its reason and payload, never a failure. Gives the other
 * sources and the gateway their turn between items: thousands may come at once.
 */
export async function unify(
  readings: Reading[],
  known: Map<string, StoredEvent>,
  { source, strategy }: { source: Source; strategy: string },
  ports: Pick<Ports, 'understand' | 'parseDate' | 'clock' | 'log'>,
): Promise<Unified> {
  const unified: Unified = { drafts: [], rejections: [] }
  for (const reading of readings) {
    await nextTurn()
    try {
      const context = { source, strategy, known: known.get(reading.entry.id) ?? null }
      unified.drafts.push(toDraft(reading, context, ports))
    } catch (error) {
      const { reason, detail } = explain(error)
      if (!(error instanceof ItemRejected))
        ports.log.error(
          { source: source.id, url: reading.entry.url, err: error },
          'an item could not be read',
        )
      const { entry, item } = reading
      const at = ports.clock.now().toISOString()
      const kept = { ...item, fetched: toProvenance(reading.response, strategy) }
      const rejection = toRejection(source.id, entry, reason, detail, kept, at)
      unified.rejections.push({ reading, rejection, published: publishedOf(reading, source, ports) })
    }
  }
  return unified
}

/** Turned down or not, an item tells the rhythm of its source. */
function publishedOf({ item, response }: Reading, source: Source, { parseDate }: Pick<Ports, 'parseDate'>) {
  try {
    const printed = printedPublication(item, source, response.fetchedAt, parseDate)
    return printed && Math.floor(Date.parse(printed.publishedAt) / 1_000)
  } catch {
    return null
  }
}

function explain(error: unknown): { reason: RejectionReason; detail: string } {
  if (error instanceof ItemRejected) return { reason: error.reason as RejectionReason, detail: error.message }
  return {
    reason: 'UNREADABLE',
    detail: `Reading it failed: ${error instanceof Error ? error.message : error}`,
  }
}
