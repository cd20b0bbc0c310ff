import type { Store } from '../store/types.ts'
import { goneFor } from './rereading.ts'

export interface Withdrawal {
  eventId: string
  reason: string
}

/** Events whose page has been gone for a day: one sighting may be a fault of the site. */
export async function findWithdrawn(
  gone: string[],
  present: string[],
  vanished: Store['vanished'],
  now: Date,
  pace: number,
): Promise<Withdrawal[]> {
  await vanished.clear(present)
  const withdrawn: Withdrawal[] = []
  for (const eventId of gone) {
    const { firstSeenAt } = await vanished.seen(eventId, now.toISOString())
    if (now.getTime() - Date.parse(firstSeenAt) >= (goneFor * 1_000) / pace)
      withdrawn.push({ eventId, reason: `Its page has answered 404 or 410 since ${firstSeenAt}.` })
  }
  return withdrawn
}
