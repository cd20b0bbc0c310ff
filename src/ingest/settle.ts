import type { Source } from '../connector/types.ts'
import type { Rejection } from '../model/source.ts'
import { limits } from './limits.ts'
import type { HeldItem } from './memory.ts'
import { toRejection } from './to-rejection.ts'
import type { Visit } from './visit.ts'

export interface Settled {
  held: HeldItem[]
  givenUp: string[]
  rejections: Rejection[]
}

/** Pause before the second attempt at an item's page, in seconds; doubles. */
const firstPause = 600

/**
 * What becomes of items that gave no text on this visit: held for another attempt, or recorded as unreadable
 * with what the list said of them. Pure; `now` in seconds.
 */
export function settle(
  { read, selection, listed }: Pick<Visit, 'read' | 'selection' | 'listed'>,
  isStored: (id: string) => boolean,
  source: Source,
  now: number,
  pace: number,
): Settled {
  const at = new Date(now * 1_000).toISOString()
  const settled: Settled = { held: [...selection.waiting], givenUp: [], rejections: [] }
  for (const { wanted, error, retry } of read.unread) {
    const tries = (wanted.held?.tries ?? 0) + (error ? 1 : 0)
    const { entry } = wanted
    if (retry && tries < limits.tries) {
      const notBefore = error ? now + (firstPause * 2 ** (tries - 1)) / pace : now
      settled.held.push({ item: entry.item, tries, notBefore, why: error?.message ?? 'The poll was full.' })
    } else {
      const detail = `Its page could not be read after ${tries} attempts. ${error?.message ?? ''}`.trim()
      settled.givenUp.push(entry.id)
      settled.rejections.push(toRejection(source.id, entry, 'UNREADABLE', detail, entry.item, at))
    }
  }
  for (const { entry } of read.gone.filter(({ entry }) => !isStored(entry.id))) {
    settled.givenUp.push(entry.id)
    const detail = 'The list names it, but its page is gone (404 or 410).'
    settled.rejections.push(toRejection(source.id, entry, 'UNREADABLE', detail, entry.item, at))
  }
  // Told once, when the first of them is new.
  const fresh = new Set(selection.wanted.map(({ entry }) => entry.id))
  for (const entry of listed.duplicates.filter(({ id }) => fresh.has(id))) {
    const detail = 'Another item of the same list has this address; that one was kept.'
    settled.rejections.push(toRejection(source.id, entry, 'DUPLICATE', detail, entry.item, at))
  }
  return settled
}
