import type { SourceRequest, StrategyState } from '../connector/types.ts'
import type { Item } from '../model/item.ts'
import type { Checkpoint } from '../model/source.ts'
import { limits } from './limits.ts'

/** Where an item's text came from: the list itself, or its own page. */
export type Way = 'list' | 'article'

/** What is remembered of an item, event or rejection alike. Times are seconds since 1970. */
export interface SeenItem {
  url: string
  /** Digest of its entry in the list. */
  entry: string
  firstSeen: number
  /** When its page was last asked for. */
  lastRead: number
  way: Way
  /** Name of the strategy that listed it last. */
  by: string
  /** False for what was turned down. */
  event: boolean
  published: number | null
  /** Set while its page answers 404 or 410. */
  gone?: number
  /** When to judge it anew although nothing changed: its date was still ahead. */
  until?: number
}

/** An item known from a list whose page is still to be read: it failed, or the poll was full. */
export interface HeldItem {
  item: Item
  tries: number
  /** Seconds since 1970. */
  notBefore: number
  why: string
}

/** All that ingest remembers of one source between polls; lives in `checkpoint.state`. */
export interface SourceMemory {
  /** Strategy's name → its own state. */
  states: Record<string, StrategyState>
  /** Event id → what is known of it. */
  seen: Record<string, SeenItem>
  held: HeldItem[]
  /** Where a walk through the list stopped because it was too long. */
  pending: { strategy: string; request: SourceRequest } | null
  /** Polls in a row without anything new. */
  quietPolls: number
  /** Item pages in a row that held no text. */
  textless: number
  /** When the preferred strategy was last tried, ISO 8601. */
  preferredTriedAt: string | null
}

export function emptyCheckpoint(sourceId: string): Checkpoint {
  return { sourceId, strategy: 0, state: {}, validators: {}, watermark: null }
}

export function readMemory({ state }: Checkpoint): SourceMemory {
  const known = state as Partial<SourceMemory>
  return {
    states: known.states ?? {},
    seen: known.seen ?? {},
    held: known.held ?? [],
    pending: known.pending ?? null,
    quietPolls: known.quietPolls ?? 0,
    textless: known.textless ?? 0,
    preferredTriedAt: known.preferredTriedAt ?? null,
  }
}

/**
 * Whether an entry needs no work: it reads as it did last time, or another strategy listed it then, whose words
 * cannot be compared with these. `now` in seconds.
 */
export function isUnchanged(
  { seen }: SourceMemory,
  { id, entry }: { id: string; entry: string },
  strategy: string,
  now: number,
): boolean {
  const known = seen[id]
  if (!known || (known.until !== undefined && known.until <= now)) return false
  return known.entry === entry || known.by !== strategy
}

/** Forgets the oldest items beyond the limit; never one that is on the list now, it would come back as new. */
export function trimSeen(seen: Record<string, SeenItem>, listed: Set<string>): Record<string, SeenItem> {
  const entries = Object.entries(seen)
  if (entries.length <= limits.seen) return seen
  const rest = entries.filter(([id]) => !listed.has(id)).sort(([, a], [, b]) => b.firstSeen - a.firstSeen)
  return Object.fromEntries([...entries.filter(([id]) => listed.has(id)), ...rest.slice(0, limits.seen)])
}
