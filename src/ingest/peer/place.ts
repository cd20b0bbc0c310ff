import type { Checkpoint } from '../../model/source.ts'

/** How far a peer's log has been taken over; lives in `checkpoint.state`. */
export interface Place {
  /** Identity of the peer's log, once it is known. */
  gateway: string | null
  /** Null before the first page, and where the peer no longer honours the one that was kept. */
  cursor: string | null
  /** Position of the newest change taken over. */
  seq: number
  /** Where a walk through all events stands: the log no longer tells of the oldest. */
  walk: { after: string | null } | null
  /** Changes asked for at once; less where a page was too much. */
  pageSize: number
}

export const largestPage = 100

export function readPlace(checkpoint: Checkpoint | null): Place {
  const known = (checkpoint?.state ?? {}) as Partial<Place>
  return {
    gateway: known.gateway ?? null,
    cursor: known.cursor ?? null,
    seq: known.seq ?? 0,
    walk: known.walk ?? null,
    pageSize: known.pageSize ?? largestPage,
  }
}

/** Everything again from the beginning: what is stored already is recognised. */
export function fromTheBeginning({ pageSize }: Place): Place {
  return { gateway: null, cursor: null, seq: 0, walk: null, pageSize }
}

export function toCheckpoint(sourceId: string, place: Place): Checkpoint {
  return { sourceId, strategy: 0, state: { ...place }, validators: {}, watermark: null }
}
