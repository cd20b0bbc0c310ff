import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Source } from '../connector/types.ts'
import { ItemRejected } from '../model/errors.ts'
import type { EventDraft, StoredEvent } from '../model/event.ts'
import type { Rejection, RejectionReason } from '../model/source.ts'
import type { Ports } from './ports.ts'
import { printedPublication } from './publication.ts'
import type { Reading } from './read-items.ts'
import { NoReader } from './reading/messages.ts'
import type { ReadingContext } from './reading/reading-pool.ts'
import { toDraft } from './to-draft.ts'
import { toProvenance } from './to-provenance.ts'
import { toRejection } from './to-rejection.ts'

export interface Unified {
  drafts: EventDraft[]
  /** `published` in seconds since 1970, where the site tells. */
  rejections: { reading: Reading; rejection: Rejection; published: number | null }[]
}

type UnifyPorts = Pick<Ports, 'understand' | 'parseDate' | 'clock' | 'log' | 'reading' | 'signal'>
type Outcome = { draft: EventDraft } | Unified['rejections'][number]

/**
 * Items as events, in their order. One bad item is a rejection with its reason and payload, never a failure.
 */
export async function unify(
  readings: Reading[],
  known: Map<string, StoredEvent>,
  { source, strategy }: { source: Source; strategy: string },
  ports: UnifyPorts,
): Promise<Unified> {
  const outcomes: Outcome[] = []
  let next = 0
  const takeTurns = async () => {
    for (let i = next++; i < readings.length; i = next++) {
      const reading = readings[i]!
      const context = { source, strategy, known: known.get(reading.entry.id) ?? null }
      outcomes[i] = await unifyOne(reading, context, ports)
    }
  }
  await Promise.all(Array.from({ length: ports.reading?.atOnce ?? 1 }, takeTurns))
  return {
    drafts: outcomes.flatMap((outcome) => ('draft' in outcome ? outcome.draft : [])),
    rejections: outcomes.filter((outcome) => 'rejection' in outcome),
  }
}

async function unifyOne(reading: Reading, context: ReadingContext, ports: UnifyPorts): Promise<Outcome> {
  const { source, strategy } = context
  try {
    if (ports.reading) return { draft: await ports.reading.toDraft(reading, context) }
    // Thousands may come at once: the other sources and the gateway get their turn between them.
    await nextTurn()
    return { draft: toDraft(reading, context, ports) }
  } catch (error) {
    ports.signal?.throwIfAborted()
    if (error instanceof NoReader) throw error
    const { reason, detail } = explain(error)
    const { entry, item } = reading
    if (!(error instanceof ItemRejected))
      ports.log.error({ source: source.id, url: entry.url, err: error }, 'an item could not be read')
    const at = ports.clock.now().toISOString()
    const kept = { ...item, fetched: toProvenance(reading.response, strategy) }
    const rejection = toRejection(source.id, entry, reason, detail, kept, at)
    return { reading, rejection, published: publishedOf(reading, source, ports) }
  }
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
