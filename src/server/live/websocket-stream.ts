import type { GraphQLFormattedError } from 'graphql'
import { MessageType, stringifyMessage } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { drained } from './drained.ts'
import type { Stream } from './stream.ts'

export interface SocketQueue {
  socket: WebSocket
  maxQueuedBytes: number
  stallMs: number
  /** The connection is over its bound; it is closed with the cursor of what it was last given. */
  onOverflow(cursor: string): void
}

/** One operation of a WebSocket connection. Head and tail of the message are its own, the result is shared. */
export function createWebSocketStream(
  { id, cursor: last }: { id: string; cursor: string },
  { socket, maxQueuedBytes, stallMs, onOverflow }: SocketQueue,
  onEnd: () => unknown,
): Stream {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
  const tail = Buffer.from('}')
  let ended = false
  const outgoing = { queued: () => socket.bufferedAmount, open: () => socket.readyState === socket.OPEN }

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
    next(payload, cursor) {
      if (ended || socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > maxQueuedBytes) {
        ended = true
        onOverflow(last)
        return
      }
      socket.send(Buffer.concat([head, payload, tail]), { binary: false })
      last = cursor
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
