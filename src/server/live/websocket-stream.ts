import type { Duplex } from 'node:stream'
import type { GraphQLFormattedError } from 'graphql'
import { MessageType, stringifyMessage } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { drained } from './drained.ts'
import type { Stream } from './stream.ts'
import { textFrame } from './text-frame.ts'

export interface SocketQueue {
  socket: WebSocket
  /** What the WebSocket runs on; nothing on it is compressed. */
  raw: Duplex
  maxQueuedBytes: number
  stallMs: number
  /** The connection is over its bound; it is closed with the cursor of what it was last given. */
  onOverflow(cursor: string): void
}

/** One operation of a WebSocket connection. Head and tail of the message are its own, the result is shared. */
export function createWebSocketStream(
  { id, cursor: last }: { id: string; cursor: string },
  { socket, raw, maxQueuedBytes, stallMs, onOverflow }: SocketQueue,
  onEnd: () => unknown,
): Stream {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
  const tail = Buffer.from('}')
  let ended = false
  const outgoing = { queued: () => raw.writableLength, open: () => socket.readyState === socket.OPEN }

  function end(): boolean {
    if (ended || socket.readyState !== socket.OPEN) return false
    ended = true
    onEnd()
    return true
  }

  return {
    get closed() {
      return ended || socket.readyState !== socket.OPEN
    },
    next(results) {
      if (ended || socket.readyState !== socket.OPEN) return
      if (results.length > 1) raw.cork()
      for (const { payload, cursor } of results) {
        if (raw.writableLength > maxQueuedBytes) {
          ended = true
          onOverflow(last)
          break
        }
        raw.write(textFrame(head, payload, tail))
        last = cursor
      }
      if (results.length > 1) raw.uncork()
    },
    async drained() {
      if (await drained(outgoing, maxQueuedBytes / 4, stallMs)) return
      ended = true
      onOverflow(last)
    },
    complete() {
      if (end()) socket.send(stringifyMessage({ id, type: MessageType.Complete }))
    },
    fail(errors: GraphQLFormattedError[]) {
      if (end()) socket.send(stringifyMessage({ id, type: MessageType.Error, payload: errors }))
    },
  }
}
