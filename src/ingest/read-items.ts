import type { Source, SourceRequest, SourceResponse } from '../connector/types.ts'
import { SourceUnreachable } from '../model/errors.ts'
import type { Item } from '../model/item.ts'
import { inSpan } from '../trace/span.ts'
import { type Choice, isSourceError } from './choose-strategy.ts'
import { limits } from './limits.ts'
import type { ListEntry } from './list-entry.ts'
import type { Way } from './memory.ts'
import type { Wanted } from './select-items.ts'

/** An item as whole as the site gives it, and the bytes it was read from. */
export interface Reading {
  entry: ListEntry
  item: Item
  response: SourceResponse
  way: Way
}

export interface Unread {
  wanted: Wanted
  /** Null for items the poll had no turn for. */
  error: Error | null
  /** False where asking again is no use. */
  retry: boolean
}

export interface Readings {
  readings: Reading[]
  unread: Unread[]
  /** Items whose page answered 404 or 410. */
  gone: Wanted[]
}

export type Ask = (request: SourceRequest) => Promise<SourceResponse>

const goneStatus = [404, 410]

/** Reads the pages of items that are not whole, one after the other; stops at the first sign of trouble. */
export async function readItems(
  wanted: Wanted[],
  source: Source,
  choice: Choice,
  ask: Ask,
): Promise<Readings> {
  const done: Readings = { readings: [], unread: [], gone: [] }
  let asked = 0
  let trouble: Error | null = null
  for (const one of wanted) {
    const { entry } = one
    const request = pageOf(entry, source, choice)
    if (!request) {
      done.readings.push({ entry, item: entry.item, response: entry.response, way: 'list' })
    } else if (trouble || asked >= limits.articles) {
      done.unread.push({ wanted: one, error: trouble, retry: true })
    } else {
      asked++
      try {
        const response = await ask(request)
        if (isGone(response)) done.gone.push(one)
        else done.readings.push({ ...read(response, entry, source, choice), way: 'article' })
      } catch (error) {
        if (!(error instanceof Error)) throw error
        done.unread.push({ wanted: one, error, retry: isSourceError(error) })
        if (error instanceof SourceUnreachable && error.reason !== 'denied') trouble = error
      }
    }
  }
  return done
}

/** The request for an item's own page, 404 and 410 let through; null when the item is whole or has no place. */
export function pageOf({ item, url }: ListEntry, source: Source, { strategy }: Choice): SourceRequest | null {
  if (!url || !source.hosts.includes(new URL(url).hostname)) return null
  const request = strategy.article?.({ ...item, url }, source)
  return request ? { ...request, allowStatus: [...(request.allowStatus ?? []), ...goneStatus] } : null
}

export function isGone({ status }: SourceResponse): boolean {
  return goneStatus.includes(status)
}

export function read(
  response: SourceResponse,
  entry: ListEntry,
  source: Source,
  { strategy }: Choice,
): Omit<Reading, 'way'> {
  if (response.status >= 400)
    throw new SourceUnreachable(`${response.url} answered ${response.status}.`, { reason: 'status' })
  const item = inSpan(
    () => ({ name: 'parse', attributes: { 'bulletin.strategy': strategy.kind } }),
    () => strategy.readArticle?.(response, entry.item, source) ?? entry.item,
  )
  return { entry, item, response }
}
