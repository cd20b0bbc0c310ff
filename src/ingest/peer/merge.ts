import type { EventStatus, StoredEvent } from '../../model/event.ts'

/** One gateway's state of an event: whose reading it is, how far it has come, and which version. */
export interface Copy {
  /** Gateways it came through, nearest first; the last one read it at its source. */
  path: string[]
  /** Position in the log of the gateway that read it: its own order of its own versions. */
  seq: number
  /** When the text was fetched from its source. */
  readAt: string
  contentHash: string
  status: EventStatus
}

/**
 * - `NEW`: not known here.
 * - `BETTER`: to be taken over.
 * - `SAME`: says what is known; nothing to write, whoever says it.
 * - `ECHO`: went out from here.
 * - `WORSE`: what is known stays.
 */
export type Verdict = 'NEW' | 'BETTER' | 'SAME' | 'ECHO' | 'WORSE'

export interface Here {
  /** Id of this gateway's log. */
  gateway: string
  /** Whether this gateway reads the event's source itself. */
  reads: boolean
}

/**
 * Which of two copies of one event stands: pure, and the same on every gateway. What is read here stands against
 * whatever comes from elsewhere. Of two versions of one gateway's reading the newer one stands, by whichever way
 * it came. Of two gateways' readings the one that came the shorter way stands, then the one read later.
 */
export function judge(known: Copy | null, copy: Copy, here: Here): Verdict {
  if (!known) return 'NEW'
  if (copy.path.includes(here.gateway)) return 'ECHO'
  const sameText = known.contentHash === copy.contentHash
  if (sameText && known.status === copy.status) return 'SAME'
  if (known.path.length === 0) return judgeOwn(known, copy, here, sameText)
  const order = originOf(known) === originOf(copy) ? byVersion(known, copy) : byWay(known, copy)
  return order < 0 ? 'BETTER' : 'WORSE'
}

/** What was read here once and is no longer gives way to one who still reads it. */
function judgeOwn(known: Copy, copy: Copy, { reads }: Here, sameText: boolean): Verdict {
  if (reads) return 'WORSE'
  const withdrawn = sameText && copy.status === 'WITHDRAWN'
  return withdrawn || copy.readAt > known.readAt ? 'BETTER' : 'WORSE'
}

/** Below 0 where `b` is newer. A withdrawal has the text's time and a later position. */
function byVersion(a: Copy, b: Copy): number {
  return compare(a.readAt, b.readAt) || a.seq - b.seq
}

/** Below 0 where `b` stands. The names decide last, so that it is the same whichever came first. */
function byWay(a: Copy, b: Copy): number {
  return b.path.length - a.path.length || compare(a.readAt, b.readAt) || compare(originOf(b), originOf(a))
}

function originOf({ path }: Copy): string {
  return path.at(-1) ?? ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What is stored, as one would tell it to the gateway itself. */
export function toCopy({ provenance, seq, contentHash, status }: StoredEvent): Copy {
  const { via, fetchedAt } = provenance
  return {
    path: via.map(({ id }) => id),
    seq: via.at(-1)?.seq ?? seq,
    readAt: new Date(fetchedAt).toISOString(),
    contentHash,
    status,
  }
}
