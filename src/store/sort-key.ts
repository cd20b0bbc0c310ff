import { BadInput } from '../model/errors.ts'
import type { EventOrder } from '../model/filter.ts'

export interface SortKey {
  /** Expression on `events e`. */
  sql: string
  type: 'timestamptz' | 'bigint'
  descending: boolean
}

export const sortKeys: Record<Exclude<EventOrder, 'RELEVANCE'>, SortKey> = {
  PUBLISHED_DESC: { sql: 'e.published_at', type: 'timestamptz', descending: true },
  PUBLISHED_ASC: { sql: 'e.published_at', type: 'timestamptz', descending: false },
  UPDATED_DESC: { sql: 'e.updated_at', type: 'timestamptz', descending: true },
  UPDATED_ASC: { sql: 'e.updated_at', type: 'timestamptz', descending: false },
  SEQ_DESC: { sql: 'e.seq', type: 'bigint', descending: true },
  SEQ_ASC: { sql: 'e.seq', type: 'bigint', descending: false },
}

/** Throws `BadInput` where a page key was not made by a page of this order. */
export function checkKey(key: string, type: SortKey['type']): string {
  const fine =
    type === 'timestamptz' ? !Number.isNaN(Date.parse(key)) : key !== '' && Number.isFinite(Number(key))
  if (!fine)
    throw new BadInput('The page cursor is malformed, or belongs to another order. Start without one.')
  return key
}
