import { BadInput } from '../model/errors.ts'
import type { EventFilter, EventOrder } from '../model/filter.ts'
import type { EventRef, EventStore } from '../store/types.ts'
import { parseEventCursor, toEventCursor } from './event-cursor.ts'
import { type PageArguments, pageWindow } from './page-arguments.ts'

export interface EventEdgeView {
  order: EventOrder
  ref: EventRef
  /** Words the page was asked for; null where it was not. */
  search: string | null
}

/** A page of ids; bodies are loaded by whoever asks for them. */
export interface EventsView {
  edges: EventEdgeView[]
  filter: EventFilter
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string
  }
}

/** One keyset page. Throws `BadInput` and `CursorExpired`. */
export async function eventPage(
  events: EventStore,
  filter: EventFilter,
  orderBy: EventOrder | null | undefined,
  args: PageArguments,
): Promise<EventsView> {
  const order = orderBy ?? 'PUBLISHED_DESC'
  if (order === 'RELEVANCE' && !hasText(filter))
    throw new BadInput('The order RELEVANCE needs `filter.text`: without words nothing is more relevant.')
  const { limit, backward, cursor } = pageWindow(args)
  const after = cursor ? parseEventCursor(cursor, order) : null
  const { refs, hasMore } = await events.page({
    filter,
    orderBy: order,
    limit,
    after: after ?? undefined,
    backward,
  })
  const search = searchedText(filter)
  return {
    edges: refs.map((ref) => ({ order, ref, search })),
    filter,
    pageInfo: {
      hasNextPage: backward ? after !== null : hasMore,
      hasPreviousPage: backward ? hasMore : after !== null,
      startCursor: refs.length ? toEventCursor(order, refs[0]!.key) : null,
      endCursor: toEventCursor(order, refs.at(-1)?.key ?? after),
    },
  }
}

/** The filter's own words, or some that must hold as well. */
function searchedText({ text, and }: EventFilter): string | null {
  if (text?.trim()) return text
  return and?.map(searchedText).find((inner) => inner !== null) ?? null
}

function hasText({ text, and }: EventFilter): boolean {
  return Boolean(text) || (and?.some(hasText) ?? false)
}
