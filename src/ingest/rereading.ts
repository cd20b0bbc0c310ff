import { day } from './limits.ts'
import type { SeenItem } from './memory.ts'

const hour = 3_600

/** Ages at which a report is looked at again: most edits come within hours, corrections within weeks. */
const ages = [hour, 4 * hour, 12 * hour, day, 3 * day, 7 * day, 14 * day, 30 * day]

/** How long a page must stay gone before that counts. */
export const goneFor = day

/** Whether an event's page is due to be looked at again. `now` is in seconds; `pace` as in `Ports`. */
export function isDue(item: SeenItem, now: number, pace = 1): boolean {
  const { event, firstSeen, published, lastRead, gone } = item
  if (!event) return false
  if (gone !== undefined) return isGoneDue(gone, lastRead, now, pace)
  // What was old when it was found is past its early edits; a printed day may mean its last minute.
  const old = published === null ? 0 : (firstSeen - published - day) / pace
  return ages
    .filter((age) => age >= old)
    .some((age) => lastRead < firstSeen + age / pace && firstSeen + age / pace <= now)
}

/** After a day, then ever more rarely for a month: a withdrawn page may come back. */
function isGoneDue(gone: number, lastRead: number, now: number, pace: number): boolean {
  const pause = Math.max(hour / pace, lastRead - gone)
  return now >= Math.max(gone + goneFor / pace, lastRead + pause) && now < gone + ages.at(-1)! / pace
}
