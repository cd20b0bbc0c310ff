import { LRUCache } from 'lru-cache'
import type { ChangeWithEvent } from '../../model/change.ts'
import { toCursor } from '../../model/cursor.ts'
import type { ChangeRequest, Hub } from '../../read/live/hub.ts'
import type { Stream } from './stream.ts'

export interface SharedOperation {
  /** Streams everything after `after`: first from the log, then live. Resolves when the stream is live or closed. */
  join(stream: Stream, after: number): Promise<void>
  leave(stream: Stream): void
  /** Newest position a member was given. */
  positionOf(stream: Stream): number
  readonly members: number
}

export interface SharedOperationOptions {
  hub: Hub
  request: ChangeRequest
  render(change: ChangeWithEvent): Promise<Buffer>
  onFault(error: unknown): void
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
  const { hub, request, render, onFault, onEmpty } = options
  const members = new Map<Stream, Member>()
  const rendered = new LRUCache<string, Promise<Buffer>>({ max: 1000 })
  let queue: Promise<unknown> = Promise.resolve()
  let unfollow: (() => void) | null = null

  /** The event is part of the key: history told later shows it as it then is. */
  function bytesOf(change: ChangeWithEvent): Promise<Buffer> {
    const key = `${change.seq} ${change.event.seq}`
    const known = rendered.get(key)
    if (known) return known
    const bytes = render(change)
    rendered.set(key, bytes)
    return bytes
  }

  /** Rendering may overlap, delivery keeps the order. */
  function onChange(change: ChangeWithEvent): void {
    const bytes = bytesOf(change)
    bytes.catch(() => {})
    queue = queue
      .then(async () => deliver(change, await bytes))
      .catch((error) => {
        onFault(error)
        for (const [stream, member] of members)
          if (member.live && member.position < change.seq) drop(stream, error)
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
      const page = await hub.history({ ...request, after: member.position, limit: historyPage })
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

  function drop(stream: Stream, error: unknown): void {
    leave(stream)
    stream.fail([
      {
        message: 'The stream cannot go on. Subscribe again with the last cursor.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ])
    void error
  }

  function cursorOf(seq: number): string {
    return toCursor({ log: hub.logId, seq })
  }

  function leave(stream: Stream): void {
    if (!members.delete(stream) || members.size > 0) return
    unfollow?.()
    unfollow = null
    onEmpty()
  }

  return {
    get members() {
      return members.size
    },
    positionOf: (stream) => members.get(stream)?.position ?? 0,
    async join(stream, after) {
      const member: Member = { position: after, live: false }
      members.set(stream, member)
      unfollow ??= hub.follow(request, onChange)
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
