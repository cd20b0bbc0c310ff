import type { ChangeKind, ChangeWithEvent } from '../model/change.ts'
import { parseCursor, toCursor } from '../model/cursor.ts'
import { CursorExpired } from '../model/errors.ts'
import type { EventFilter } from '../model/filter.ts'
import type { ChangeLog } from '../store/types.ts'
import { pageSize } from './page-arguments.ts'

export interface ChangeEdgeView {
  node: ChangeWithEvent
}

export interface ChangesView {
  changes: ChangeWithEvent[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string
  }
}

export interface ChangeArguments {
  kinds?: ChangeKind[] | null
  after?: string | null
  first?: number | null
}

/** A page of the log, oldest first. Throws `BadInput` and `CursorExpired`. */
export async function changePage(
  log: ChangeLog,
  filter: EventFilter,
  { kinds, after, first }: ChangeArguments,
): Promise<ChangesView> {
  const limit = pageSize('first', first)
  const start = after ? await logPosition(log, after) : 0
  const page = await log.page({ after: start, limit: Math.max(limit, 1), filter, kinds: kinds ?? undefined })
  const none = limit === 0
  const changes = none ? [] : page.changes
  return {
    changes,
    pageInfo: {
      hasNextPage: page.hasMore || changes.length < page.changes.length,
      hasPreviousPage: start > 0,
      startCursor: changes[0] ? toCursor({ log: log.id, seq: changes[0].seq }) : null,
      endCursor: toCursor({ log: log.id, seq: none ? start : page.position }),
    },
  }
}

/** Position of a client's cursor. Throws `CursorExpired` when the log cannot continue from it. */
export async function logPosition(log: ChangeLog, cursor: string): Promise<number> {
  const position = parseCursor(cursor, log.id)
  const [head, tail] = await Promise.all([log.head(), log.tail()])
  if (position > head)
    throw new CursorExpired('The cursor is ahead of the log. Start again without one.', 'CURSOR_INVALID')
  if (position < tail)
    throw new CursorExpired('Changes after this cursor are no longer kept. Read the events anew.')
  return position
}
