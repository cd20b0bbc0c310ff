import type { StoredEvent } from './event.ts'

export type ChangeKind = 'ADDED' | 'REVISED' | 'WITHDRAWN' | 'GAP'

/** Entry of the change log. `seq` starts at 1, has no gap, and its order is commit order. */
export interface Change {
  seq: number
  kind: ChangeKind
  at: string
  eventId: string
  revision: number
}

export interface ChangeWithEvent extends Change {
  /** State of the event as of now; at or after this change. */
  event: StoredEvent
}
