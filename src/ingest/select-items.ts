import { limits } from './limits.ts'
import type { ListEntry } from './list-entry.ts'
import { type HeldItem, isUnchanged, type SeenItem, type SourceMemory } from './memory.ts'
import { isDue } from './rereading.ts'

/** An item of the list whose text is wanted. */
export interface Wanted {
  entry: ListEntry
  why: 'NEW' | 'CHANGED' | 'HELD'
  held?: HeldItem
}

export interface Selection {
  wanted: Wanted[]
  /** Event id → item to look at again, because it is young and not on the list's say-so. */
  due: [string, SeenItem][]
  /** Held items whose time has not come. */
  waiting: HeldItem[]
}

/** What of a visit needs work; an entry that reads as it did last time needs none. `now` in seconds. */
export function selectItems(
  entries: ListEntry[],
  held: { entry: ListEntry; held: HeldItem }[],
  memory: SourceMemory,
  { strategy, now, pace }: { strategy: string; now: number; pace: number },
): Selection {
  const listed = new Map(entries.map((entry) => [entry.id, entry]))
  const heldNow = held.filter((one) => one.held.notBefore <= now)
  const heldIds = new Set(held.map(({ entry }) => entry.id))
  const isUnread = (entry: ListEntry) => !isUnchanged(memory, entry, strategy, now) && !heldIds.has(entry.id)
  const wanted: Wanted[] = [
    // What the list says of a held item now is newer than what was held.
    ...heldNow.map((one) => ({
      entry: listed.get(one.entry.id) ?? one.entry,
      why: 'HELD' as const,
      held: one.held,
    })),
    ...entries
      .filter(isUnread)
      .map((entry) => ({ entry, why: memory.seen[entry.id] ? ('CHANGED' as const) : ('NEW' as const) })),
  ]
  const wantedIds = new Set(wanted.map(({ entry }) => entry.id))
  const due = Object.entries(memory.seen)
    .filter(([id, item]) => !wantedIds.has(id) && !heldIds.has(id) && isDue(item, now, pace))
    .sort(([, a], [, b]) => a.lastRead - b.lastRead)
    .slice(0, limits.rereads)
  return { wanted, due, waiting: held.filter((one) => one.held.notBefore > now).map((one) => one.held) }
}
