import { setImmediate as nextTurn } from 'node:timers/promises'
import { ItemRejected } from '../../model/errors.ts'
import type { EventDraft, StoredEvent } from '../../model/event.ts'
import type { LearnedSource, Rejection, RejectionReason } from '../../model/source.ts'
import { assignStories } from '../assign-stories.ts'
import { digest } from '../digest.ts'
import { reassignStories } from '../reassign-stories.ts'
import { type ClaimedSource, checkClaim } from './check-claim.ts'
import { judge, toCopy } from './merge.ts'
import type { Peer } from './peer.ts'
import { type Place, toCheckpoint } from './place.ts'
import type { PeerPorts } from './ports.ts'
import { readEvent, type ToldEvent } from './read-event.ts'
import { placeOf, type ToldDraft, toToldDraft, understandTold } from './to-told-draft.ts'
import { payloadOf } from './untrusted.ts'

/** A change as told: its position checked, the rest not. */
export interface ToldChange {
  seq: number
  event: unknown
}

export interface Applied {
  added: number
  revised: number
  withdrawn: number
  rejected: number
  /** Newest publication among what was taken over. */
  lastEventAt: string | null
  /** Why, where not one of the changes could be read at all. */
  unreadable: string | null
}

interface Read {
  draft: ToldDraft
  source: ClaimedSource
  status: ToldEvent['status']
}

/**
 * Takes over what is new or better, in one transaction with the place that was reached. What cannot be an event is
 * kept as a rejection; what is known already leaves no trace.
 */
export async function applyChanges(
  changes: ToldChange[],
  place: Place & { gateway: string },
  peer: Peer,
  ports: PeerPorts,
): Promise<Applied> {
  const now = ports.clock.now().toISOString()
  const { reads, rejections } = readAll(changes, place.gateway, now, peer, ports)
  const stored = await ports.store.events.byIds([...reads.keys()])
  const known = new Map(stored.flatMap((event) => (event ? [[event.id, event] as const] : [])))
  const drafts: EventDraft[] = []
  const learned: LearnedSource[] = []
  const withdrawals: { eventId: string; reason: string }[] = []
  for (const [id, read] of reads) {
    if (!isWanted(read, known.get(id) ?? null, ports)) continue
    await nextTurn()
    drafts.push(understandTold(read.draft, read.source, ports))
    if (read.source.learned) learned.push(read.source.learned)
    if (read.status === 'WITHDRAWN')
      withdrawals.push({ eventId: id, reason: `The gateway ${peer.name} no longer has it standing.` })
  }
  ports.signal?.throwIfAborted()
  const fresh = drafts.filter(({ id }) => !known.has(id))
  const edited = drafts.filter(
    ({ id, contentHash }) => known.has(id) && known.get(id)!.contentHash !== contentHash,
  )
  const result = await ports.store.commit({
    sourceId: peer.facts.id,
    ...{ drafts, withdrawals, rejections, learned },
    stories: {
      ...(await reassignStories(edited, ports.store.events)),
      ...(await assignStories(fresh, ports.store.events)),
    },
    checkpoint: toCheckpoint(peer.facts.id, place),
    at: now,
  })
  const { added, revised, withdrawn, rejected } = result
  return {
    added: added.length,
    revised: revised.length,
    withdrawn: withdrawn.length,
    rejected: rejected.length + rejections.length,
    lastEventAt: newest(drafts),
    unreadable: changes.length > 0 && reads.size === 0 ? (rejections[0]?.detail ?? null) : null,
  }
}

function readAll(
  changes: ToldChange[],
  gateway: string,
  now: string,
  peer: Peer,
  { known }: Pick<PeerPorts, 'known'>,
): { reads: Map<string, Read>; rejections: Rejection[] } {
  // An event told twice is told as it is now, both times.
  const reads = new Map<string, Read>()
  const rejections: Rejection[] = []
  for (const { seq, event } of changes) {
    try {
      const told = readEvent(event, seq, now)
      const from = { gateway: { id: gateway, name: peer.name, seq: told.seq }, now }
      const source = checkClaim(told, placeOf(told).url, peer, known)
      const draft = toToldDraft(told, source, from)
      reads.set(draft.id, { draft, source, status: told.status })
    } catch (error) {
      if (!(error instanceof ItemRejected)) throw error
      rejections.push(toRejection(error, event, peer.facts.id, now))
    }
  }
  return { reads, rejections }
}

function isWanted(
  { draft, status }: Read,
  known: StoredEvent | null,
  { store, readHere }: Pick<PeerPorts, 'store' | 'readHere'>,
): boolean {
  const copy = {
    path: draft.provenance.via.map(({ id }) => id),
    seq: draft.provenance.via.at(-1)!.seq,
    readAt: draft.provenance.fetchedAt,
    contentHash: draft.contentHash,
    status,
  }
  const here = { gateway: store.changes.id, reads: readHere.has((known ?? draft).sourceId) }
  const verdict = judge(known && toCopy(known), copy, here)
  return verdict === 'NEW' || verdict === 'BETTER'
}

/** The same item turned down for the same reason has the same id, however often it is told. */
function toRejection(
  { reason, message }: ItemRejected,
  told: unknown,
  sourceId: string,
  at: string,
): Rejection {
  const payload = payloadOf(told)
  const url = (told as { url?: unknown } | null)?.url
  return {
    id: digest([sourceId, payload, reason]).slice(0, 32),
    sourceId,
    url: typeof url === 'string' ? url.slice(0, 2_000) : null,
    reason: reason as RejectionReason,
    detail: message,
    payload,
    at,
  }
}

function newest(drafts: EventDraft[]): string | null {
  return (
    drafts
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? null
  )
}
