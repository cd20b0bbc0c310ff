import type { Provenance } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import type { Rejection, RejectionReason } from '../model/source.ts'
import { digest } from './digest.ts'
import type { ListEntry } from './list-entry.ts'

/** Characters of each text kept with a rejection; enough to judge it again. */
const keptText = 200_000

/** What is kept of an item turned down: with where it was read from, so that a better judge can make it an event. */
export type RejectedItem = Item & { fetched?: Provenance }

/** The same item turned down for the same reason has the same id, poll after poll. */
export function toRejection(
  sourceId: string,
  { id, url }: ListEntry,
  reason: RejectionReason,
  detail: string,
  item: RejectedItem,
  at: string,
): Rejection {
  return {
    id: digest([sourceId, id, reason]).slice(0, 32),
    sourceId,
    url: url ?? item.url?.slice(0, 2_000) ?? null,
    reason,
    detail,
    payload: shortened(item),
    at,
  }
}

function shortened(item: RejectedItem): RejectedItem {
  const texts = Object.entries(item).filter(
    ([, value]) => typeof value === 'string' && value.length > keptText,
  )
  return { ...item, ...Object.fromEntries(texts.map(([name, value]) => [name, value.slice(0, keptText)])) }
}
