import { LRUCache } from 'lru-cache'
import type { StoredEvent } from '../model/event.ts'
import type { Store } from '../store/types.ts'
import type { VersionReader } from './version-reader.ts'

/** Events as they are now, mostly without asking for them. */
export interface EntityCache {
  /** Same length and order as `ids`, null where unknown; what they are at some moment after the call. */
  byIds(ids: string[]): Promise<(StoredEvent | null)[]>
  /** The event's revision as of after the call, where that is known without reading the event; else null. */
  revisionOf(id: string): Promise<number | null>
}

/** Further behind than this, forgetting everything is cheaper than reading what changed. */
const maxCatchUp = 5_000
const pageSize = 1_000
/** Revisions stay known longer than the events themselves. */
const knownRevisions = 100_000

/**
 * Keeps events and follows the change log: whatever the log names is forgotten, so that what is kept is as new as
 * the position read. Knowing that costs one small question shared by all who ask at the time. Bounded in bytes;
 * with 0 nothing is kept.
 */
export function createEntityCache(
  { events, changes }: Pick<Store, 'events' | 'changes'>,
  versions: VersionReader,
  maxBytes: number,
): EntityCache {
  if (maxBytes === 0) return { byIds: (ids) => events.byIds(ids), revisionOf: async () => null }
  const revisions = new LRUCache<string, number>({ max: knownRevisions })
  const kept = new LRUCache<string, StoredEvent>({ maxSize: maxBytes, sizeCalculation: sizeOf })
  /** What the log named while a read was under way: that read may have seen it as it was before. */
  const underWay = new Set<Set<string>>()
  /** Position up to which changes have been taken in; null before the first. */
  let position: number | null = null
  let catchingUp: Promise<void> | null = null

  async function catchUp(head: number): Promise<void> {
    while (position === null || position < head) {
      catchingUp ??= follow(head).finally(() => {
        catchingUp = null
      })
      await catchingUp
    }
  }

  async function follow(head: number): Promise<void> {
    if (position === null || head - position > maxCatchUp) return startAt(head)
    const entries = await changes.entries(position, pageSize).catch(() => null)
    const last = entries?.at(-1)
    if (!entries || !last) return startAt(head)
    for (const { eventId } of entries) {
      kept.delete(eventId)
      revisions.delete(eventId)
      for (const touched of underWay) touched.add(eventId)
    }
    position = last.seq
  }

  /** Everything kept, or being read, may be older than this. */
  function startAt(head: number): void {
    kept.clear()
    revisions.clear()
    for (const touched of underWay) touched.add(everything)
    position = head
  }

  async function load(ids: string[]): Promise<(StoredEvent | null)[]> {
    const touched = new Set<string>()
    underWay.add(touched)
    try {
      const found = await events.byIds(ids)
      if (position !== null && !touched.has(everything))
        for (const event of found) if (event && !touched.has(event.id)) keep(event)
      return found
    } finally {
      underWay.delete(touched)
    }
  }

  function keep(event: StoredEvent): void {
    kept.set(event.id, event)
    revisions.set(event.id, event.revision)
  }

  return {
    async revisionOf(id) {
      if (!revisions.has(id)) return null
      await catchUp((await versions.current()).head)
      return revisions.get(id) ?? null
    },
    async byIds(ids) {
      if (position === null || ids.some((id) => kept.has(id))) await catchUp((await versions.current()).head)
      const found = new Map<string, StoredEvent | null>()
      const missing: string[] = []
      for (const id of ids) {
        const event = kept.get(id)
        if (event) found.set(id, event)
        else missing.push(id)
      }
      if (!missing.length) return ids.map((id) => found.get(id)!)
      const loaded = await load(missing)
      missing.forEach((id, index) => {
        found.set(id, loaded[index] ?? null)
      })
      return ids.map((id) => found.get(id) ?? null)
    },
  }
}

/** No event has it: ids are 26 letters and digits. */
const everything = '*'

/**
 * About what an event takes in memory: two bytes a letter, and the objects around its findings. One that lacks what
 * it must have is the resolvers' to report, for its own fields alone.
 */
function sizeOf({ title, summary, body, bodyHtml, understanding }: StoredEvent): number {
  const letters = [title, summary, body, bodyHtml].reduce((sum, text) => sum + (text?.length ?? 0), 0)
  const { quantities, places, categories, substances, fingerprint, dates } = understanding
  const findings = quantities.length + places.length + categories.length + substances.length + dates.length
  return 2_000 + 2 * letters + 600 * findings + 8 * fingerprint.length
}
