import { CursorExpired } from '../model/errors.ts'
import type { EventOrder } from '../model/filter.ts'
import type { PageKey } from '../store/types.ts'

/** Position in a list of events of one order; without a key, the list's start. Opaque to clients. */
export function toEventCursor(order: EventOrder, key: PageKey | null): string {
  const position = key ? JSON.stringify([key.key, key.id]) : ''
  return Buffer.from(`e1:${order}:${position}`).toString('base64url')
}

/** Throws `CursorExpired` (code CURSOR_INVALID) on anything `toEventCursor` did not write for this order. */
export function parseEventCursor(cursor: string, order: EventOrder): PageKey | null {
  const match = /^e1:([A-Z_]+):(.*)$/su.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match) throw invalid('The cursor is malformed. Use one that Bulletin returned, unchanged.')
  if (match[1] !== order)
    throw invalid(`The cursor belongs to the order ${match[1]}. Start again without one, or keep the order.`)
  const key = match[2] === '' ? null : parseKey(match[2]!)
  if (toEventCursor(order, key) !== cursor || (key && !fits(order, key.key)))
    throw invalid('The cursor is malformed. Use one that Bulletin returned, unchanged.')
  return key
}

function parseKey(position: string): PageKey {
  try {
    const [key, id] = JSON.parse(position)
    if (typeof key === 'string' && typeof id === 'string') return { key, id }
  } catch {}
  throw invalid('The cursor is malformed. Use one that Bulletin returned, unchanged.')
}

/** A forged key must not reach the database, which would answer it with a fault of its own. */
function fits(order: EventOrder, key: string): boolean {
  if (order.startsWith('SEQ')) return /^\d{1,15}$/.test(key)
  if (order !== 'RELEVANCE') return isInstant(key)
  // A score or an instant, and where the scores end.
  const [place = '', end, endId] = key.split('|')
  if (end !== undefined && !(isInstant(end) && endId)) return false
  return /^-?\d{1,12}(\.\d{1,20})?(e-?\d{1,3})?$/.test(place) || isInstant(place)
}

const isInstant = (text: string) =>
  /^[12]\d{3}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) && Number.isFinite(Date.parse(text))

const invalid = (message: string) => new CursorExpired(message, 'CURSOR_INVALID')
