import { CursorExpired } from '../model/errors.ts'
import type { EventFilter } from '../model/filter.ts'
import type { Quantity } from '../model/understanding.ts'
import type { EventStore, PageKey } from '../store/types.ts'
import { pageWindow } from './page-arguments.ts'

/** A stated amount with the event that states it. */
export interface QuantityView extends Quantity {
  eventId: string
}

export interface QuantitiesView {
  edges: { cursor: string; node: QuantityView }[]
  nodes: QuantityView[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string
  }
}

/** Stated amounts of the events a filter lets through, newest event first. */
export async function quantityPage(
  events: EventStore,
  filter: EventFilter,
  args: { first?: number | null; after?: string | null },
): Promise<QuantitiesView> {
  const { limit, cursor } = pageWindow(args)
  const after = cursor ? parseQuantityCursor(cursor) : null
  const { rows, hasMore } = await events.quantities({ filter, limit, after: after ?? undefined })
  const edges = rows.map((row) => ({ cursor: toQuantityCursor(row.key), node: row }))
  return {
    edges,
    nodes: rows,
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? toQuantityCursor(after),
    },
  }
}

function toQuantityCursor(key: PageKey | null): string {
  return Buffer.from(`q1:${key ? JSON.stringify([key.key, key.id]) : ''}`).toString('base64url')
}

function parseQuantityCursor(cursor: string): PageKey | null {
  const text = Buffer.from(cursor, 'base64url').toString()
  const match = /^q1:(?:\["([\dTZ:. +-]{10,40})","([\w:/-]{1,64})"\])?$/.exec(text)
  if (!match || !fitsDate(match[1]))
    throw new CursorExpired(
      'The cursor is malformed. Use one that Bulletin returned, unchanged.',
      'CURSOR_INVALID',
    )
  return match[1] && match[2] ? { key: match[1], id: match[2] } : null
}

const fitsDate = (key: string | undefined) => key === undefined || Number.isFinite(Date.parse(key))
