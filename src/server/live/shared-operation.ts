import type { ChangeWithEvent } from '../../model/change.ts'
import { toCursor } from '../../model/cursor.ts'
import type { ChangeRequest, Following, Hub } from '../../read/live/hub.ts'
import { patiently } from '../../read/live/patiently.ts'
import type { Stream } from './stream.ts'

export interface SharedOperation {
  /** Streams everything after `after`: first from the log, then live. Resolves when the stream is live or closed. */
  join(stream: Stream, after: number): Promise<void>
  leave(stream: Stream): void
  /** Where a member may go on: it was given everything up to there. */
  positionOf(stream: Stream): number
  readonly members: number
}

export interface SharedOperationOptions {
  hub: Hub
  request: ChangeRequest
  /** One result as JSON, shared by all to whom the change reads the same. */
  bytesOf(change: ChangeWithEvent): Buffer | Promise<Buffer>
  onFault(error: unknown): void
  /** History cannot be read at the moment; it is asked for again. */
  onWait(error: unknown): void
  onEmpty(): void
}

interface Member {
  /** Everything up to here has been given, or is not wanted. */
  position: number
  live: boolean
}

interface Waiting {
  seq: number
  /** Null until written, and where writing failed. */
  bytes: Buffer | null
  /** Resolves when writing is over, well or not. */
  made: Promise<void> | null
}

const historyPage = 200

/**
 * All subscriptions with one document, variables and rights. A change is executed and written as JSON once, and
 * the bytes go to all; those who come late catch up through the log with the same bytes and then join, at a
 * position at which nothing lies between the two.
 */
export function createSharedOperation(options: SharedOperationOptions): SharedOperation {
  const { hub, request, bytesOf, onFault, onWait, onEmpty } = options
  const members = new Map<Stream, Member>()
  /** Changes handed on by the hub that are not delivered yet. */
  const waiting: Waiting[] = []
  let following: Following | null = null

  /** Writing may overlap, delivery keeps the order. */
  function onChange(change: ChangeWithEvent): void {
    const entry: Waiting = { seq: change.seq, bytes: null, made: null }
    const bytes = bytesOf(change)
    if (bytes instanceof Promise)
      entry.made = bytes.then((made) => {
        entry.bytes = made
      }, onFault)
    else entry.bytes = bytes
    waiting.push(entry)
    if (waiting.length === 1) void flush()
  }

  /** Whatever is ready goes out together: the further behind, the less each change costs. */
  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      // What comes in the same turn of the loop belongs together too.
      await (waiting[0]!.made ?? Promise.resolve())
      const open = waiting.findIndex(({ bytes }) => !bytes)
      const ready = waiting.splice(0, open < 0 ? waiting.length : open)
      if (ready.length > 0) deliver(ready)
      else dropBehind(waiting.shift()!.seq)
    }
  }

  function deliver(entries: Waiting[]): void {
    const results = entries.map(({ seq, bytes }) => ({ seq, payload: bytes!, cursor: cursorOf(seq) }))
    const newest = results.at(-1)!.seq
    for (const [stream, member] of members) {
      if (!member.live || member.position >= newest) continue
      const { position } = member
      const news = results[0]!.seq > position ? results : results.filter(({ seq }) => seq > position)
      member.position = newest
      stream.next(news)
    }
  }

  async function catchUp(stream: Stream, member: Member): Promise<void> {
    while (members.has(stream) && !stream.closed) {
      const after = member.position
      const page = await patiently(() => hub.history({ ...request, after, limit: historyPage }), {
        givenUp: () => !members.has(stream) || stream.closed,
        onFault: onWait,
      })
      for (const change of page.changes) {
        const bytes = await bytesOf(change)
        if (!members.has(stream) || stream.closed) return
        member.position = change.seq
        stream.next([{ payload: bytes, cursor: cursorOf(change.seq) }])
        await stream.drained()
      }
      member.position = page.position
      // From here to the last line nothing else runs: what the hub has handed on lies behind the member,
      // what it will hand on lies before it.
      if (page.hasMore || member.position < hub.position) continue
      member.live = true
      return
    }
  }

  /** A change that cannot be told ends the streams it belongs to: none may go on without it. */
  function dropBehind(seq: number): void {
    for (const [stream, member] of members) if (member.live && member.position < seq) drop(stream)
  }

  function drop(stream: Stream): void {
    leave(stream)
    stream.fail([
      {
        message: 'The stream cannot go on. Subscribe again with the last cursor.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ])
  }

  function cursorOf(seq: number): string {
    return toCursor({ log: hub.logId, seq })
  }

  function leave(stream: Stream): void {
    if (!members.delete(stream) || members.size > 0) return
    following?.stop()
    following = null
    onEmpty()
  }

  return {
    get members() {
      return members.size
    },
    positionOf(stream) {
      const member = members.get(stream)
      // What the filter passed over lies behind a live member too: its place does not grow old while nothing comes.
      if (member?.live && following && waiting.length === 0)
        return Math.max(member.position, following.position)
      return member?.position ?? 0
    },
    async join(stream, after) {
      const member: Member = { position: after, live: false }
      members.set(stream, member)
      following ??= hub.follow(request, onChange)
      try {
        await catchUp(stream, member)
      } catch (error) {
        if (!members.has(stream)) return
        leave(stream)
        throw error
      }
    },
    leave,
  }
}
