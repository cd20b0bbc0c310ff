import type { ChangeKind, ChangeWithEvent } from '../model/change.ts'
import { parseCursor, toCursor } from '../model/cursor.ts'
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
  // Without a cursor the log begins at the oldest change that is kept.
  const start = after ? parseCursor(after, log.id) : await log.tail()
  const page = await log.page({ after: start, limit, filter, kinds: kinds ?? undefined })
  const [oldest] = page.changes
  return {
    changes: page.changes,
    pageInfo: {
      hasNextPage: page.hasMore,
      hasPreviousPage: start > 0,
      startCursor: oldest ? toCursor({ log: log.id, seq: oldest.seq }) : null,
      endCursor: toCursor({ log: log.id, seq: page.position }),
    },
  }
}
