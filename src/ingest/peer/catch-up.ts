import { AnswerTooLarge, CursorExpired, SourceChanged, SourceUnreachable } from '../../model/errors.ts'
import { type Applied, applyChanges, type ToldChange } from './apply-changes.ts'
import type { AskPeer } from './ask-peer.ts'
import type { Peer } from './peer.ts'
import { fromTheBeginning, largestPage, type Place } from './place.ts'
import type { PeerPorts } from './ports.ts'
import { identify, readChanges, readPage, readText } from './read-page.ts'
import { isRecord } from './untrusted.ts'

/** A place that can be followed from. */
export type CaughtUp = Place & { gateway: string; cursor: string }

/**
 * Everything up to the peer's present, page by page, each stored before the next is asked for. Where the peer no
 * longer honours our cursor, from the beginning; where its log has been pruned, through all its events first.
 */
export async function catchUp(
  start: Place,
  peer: Peer,
  ask: AskPeer,
  ports: PeerPorts,
  onApplied: (changes: ToldChange[], applied: Applied) => void,
): Promise<CaughtUp> {
  let place = start
  for (let restarted = false; ; ) {
    ports.signal?.throwIfAborted()
    try {
      const step = place.walk ? walkEvents : readLog
      const { next, changes, done } = await step(place, peer, ask, ports)
      const applied = await applyChanges(changes, next, peer, ports)
      onApplied(changes, applied)
      if (applied.unreadable)
        throw new SourceChanged(
          `${peer.facts.authority} tells nothing that can be read: ${applied.unreadable}`,
        )
      place = next
      if (done) return next
    } catch (error) {
      if (isTooMuch(error) && place.pageSize > 1) {
        place = { ...place, pageSize: Math.max(1, Math.floor(place.pageSize / 4)) }
      } else if (error instanceof CursorExpired && !restarted) {
        ports.log.warn({ source: peer.facts.id, reason: error.message }, 'read again from the beginning')
        restarted = true
        place = fromTheBeginning(place)
      } else throw error instanceof CursorExpired ? new SourceChanged(error.message) : error
    }
  }
}

interface Step {
  next: CaughtUp
  changes: ToldChange[]
  done: boolean
}

async function readLog(place: Place, peer: Peer, ask: AskPeer, { store }: PeerPorts): Promise<Step> {
  const who = peer.facts.authority
  const { pageSize } = place
  const data = await ask.query('changes', { after: place.cursor, first: pageSize })
  const page = readPage(data, 'eventChanges', pageSize, who)
  const cursor = page.endCursor
  if (!cursor) throw new SourceChanged(`${who} answers eventChanges without a cursor.`)
  const ids = { known: place.gateway, self: store.changes.id, fallback: peer.facts.id, who }
  const gateway = identify(cursor, ids)
  if (place.cursor === null && place.walk === null && page.hasPreviousPage)
    // The log is read from its beginning once all events are here.
    return { next: { ...place, gateway, cursor, walk: { after: null } }, changes: [], done: false }
  if (page.nodes.length > 0 && cursor === place.cursor)
    throw new SourceChanged(`${who} tells changes and stays where it was.`)
  const changes = readChanges(page.nodes, place.seq, who)
  const seq = changes.at(-1)?.seq ?? place.seq
  return {
    next: { gateway, cursor, seq, walk: null, pageSize: grown(pageSize) },
    changes,
    done: !page.hasNextPage,
  }
}

/** Changes while the walk goes on move events to its end, or are told by the log after it. */
async function walkEvents(place: Place, peer: Peer, ask: AskPeer): Promise<Step> {
  const who = peer.facts.authority
  const { pageSize, walk, gateway, cursor } = place
  const data = await ask.query('events', { after: walk!.after, first: pageSize })
  const page = readPage(data, 'events', pageSize, who)
  const after = readText(page.endCursor)
  if (page.hasNextPage && (!after || after === walk!.after))
    throw new SourceChanged(`${who} says that there is more and stays where it was.`)
  const changes = page.nodes.map((event) => ({ seq: seqOf(event), event }))
  const next = { ...place, gateway: gateway!, cursor: cursor!, pageSize: grown(pageSize) }
  return { next: { ...next, walk: page.hasNextPage ? { after } : null }, changes, done: false }
}

function seqOf(event: unknown): number {
  return isRecord(event) && Number.isSafeInteger(event.seq) ? (event.seq as number) : 0
}

function grown(pageSize: number): number {
  return Math.min(largestPage, pageSize * 2)
}

/** What a smaller page may cure. */
function isTooMuch(error: unknown): boolean {
  return error instanceof AnswerTooLarge || (error instanceof SourceUnreachable && error.reason === 'timeout')
}
