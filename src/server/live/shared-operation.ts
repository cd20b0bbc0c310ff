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

const historyPage = 200

/**
 * All subscriptions with one document, variables and rights. A change is executed and written as JSON once, and
 * the bytes go to all; those who come late catch up through the log with the same bytes and then join, at a
 * position at which nothing lies between the two.
 */
export function createSharedOperation(options: SharedOperationOptions): SharedOperation {
  const { hub, request, bytesOf, onFault, onWait, onEmpty } = options
  const members = new Map<Stream, Member>()
  let queue: Promise<unknown> = Promise.resolve()
  /** Changes handed on by the hub that are still being written. */
  let pending = 0
  let following: Following | null = null

  /** Rendering may overlap, delivery keeps the order. */
  function onChange(change: ChangeWithEvent): void {
    const bytes = bytesOf(change)
    if (bytes instanceof Promise) bytes.catch(() => {})
    pending += 1
    queue = queue
      .then(async () => deliver(change, await bytes))
      .catch((error) => {
        onFault(error)
        for (const [stream, member] of members) if (member.live && member.position < change.seq) drop(stream)
      })
      .finally(() => {
        pending -= 1
      })
  }

  function deliver({ seq }: ChangeWithEvent, bytes: Buffer): void {
    const cursor = cursorOf(seq)
    for (const [stream, member] of members) {
      if (!member.live || member.position >= seq) continue
      member.position = seq
      stream.next(bytes, cursor)
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
        stream.next(bytes, cursorOf(change.seq))
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
      if (member?.live && following && pending === 0) return Math.max(member.position, following.position)
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
