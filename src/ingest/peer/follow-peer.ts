import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { AnswerTooLarge, SourceChanged } from '../../model/errors.ts'
import { applyChanges } from './apply-changes.ts'
import { readAnswer } from './ask-peer.ts'
import type { CaughtUp } from './catch-up.ts'
import type { Peer } from './peer.ts'
import type { PeerRun } from './peer-run.ts'
import type { PeerPorts } from './ports.ts'
import { identify, readChanges, readText } from './read-page.ts'
import { isRecord, type Told } from './untrusted.ts'

/** Bytes of one event of the stream; its text may be long, and comes twice. */
const largestEvent = 16 * 1024 * 1024

/**
 * Takes over what a stream tells, as it comes: what arrives together is stored together. Ends where the peer ends
 * the stream, or can no longer tell all; throws `SourceChanged` for what is none.
 */
export async function followPeer(
  chunks: AsyncIterable<Uint8Array>,
  start: CaughtUp,
  peer: Peer,
  ports: PeerPorts,
  run: Pick<PeerRun, 'add' | 'alive' | 'count'>,
): Promise<void> {
  let place = start
  const who = peer.facts.authority
  for await (const messages of messagesOf(chunks, who)) {
    const told = messages.filter(({ event }) => event === 'next' || event === 'error')
    const nodes = told.map(({ data }) => changeOf(readAnswer(data, 200, who), who))
    // What it can no longer tell is found by asking for it.
    if (nodes.some(({ kind }) => kind === 'GAP')) return
    if (nodes.length > 0) {
      const cursor = readText(nodes.at(-1)!.cursor)
      if (!cursor) throw new SourceChanged(`${who} tells a change without a cursor.`)
      const ids = { known: place.gateway, self: ports.store.changes.id, fallback: peer.facts.id, who }
      const gateway = identify(cursor, ids)
      const changes = readChanges(nodes, place.seq, who)
      place = { ...place, gateway, cursor, seq: changes.at(-1)!.seq }
      const applied = await applyChanges(changes, place, peer, ports)
      run.add(changes, applied)
      if (applied.unreadable)
        throw new SourceChanged(`${who} tells nothing that can be read: ${applied.unreadable}`)
    }
    if (messages.some(({ event }) => event === 'complete')) return
    await run.alive()
  }
}

function changeOf(data: Told, who: string): Told {
  const change = data.eventChanges
  if (!isRecord(change)) throw new SourceChanged(`${who} streams something that is no change.`)
  return change
}

/** Messages that arrived together; an empty list is a sign of life. */
async function* messagesOf(
  chunks: AsyncIterable<Uint8Array>,
  who: string,
): AsyncGenerator<EventSourceMessage[], void, void> {
  const decoder = new TextDecoder()
  let messages: EventSourceMessage[] = []
  let failed = false
  const parser = createParser({
    maxBufferSize: largestEvent,
    onEvent: (message) => messages.push(message),
    onError: ({ type }) => {
      failed ||= type === 'max-buffer-size-exceeded'
    },
  })
  for await (const chunk of chunks) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    if (failed) throw new AnswerTooLarge(`${who} streams an event of more than 16 MB.`)
    yield messages
    messages = []
  }
}
