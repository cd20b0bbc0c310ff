import type { GraphQLFormattedError } from 'graphql'
import { MessageType, stringifyMessage } from 'graphql-ws'
import type { WebSocket } from 'ws'
import type { Stream } from './stream.ts'

export interface SocketQueue {
  socket: WebSocket
  maxQueuedBytes: number
  /** The connection is over its bound; it is closed with the cursor of what it was last given. */
  onOverflow(cursor: string): void
}

/** One operation of a WebSocket connection. Head and tail of the message are its own, the result is shared. */
export function createWebSocketStream(
  id: string,
  { socket, maxQueuedBytes, onOverflow }: SocketQueue,
  onEnd: () => void,
): Stream {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
  const tail = Buffer.from('}')
  let last = ''
  let ended = false

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
      if (socket.bufferedAmount + payload.length > maxQueuedBytes && socket.bufferedAmount > 0) {
        ended = true
        onOverflow(last)
        return
      }
      socket.send(Buffer.concat([head, payload, tail]), { binary: false })
      last = cursor
    },
    drained: () => drained(socket, maxQueuedBytes / 4),
    complete() {
      if (end()) socket.send(stringifyMessage({ id, type: MessageType.Complete }))
    },
    fail(errors: GraphQLFormattedError[]) {
      if (end()) socket.send(stringifyMessage({ id, type: MessageType.Error, payload: errors }))
    },
  }
}

const pauseMs = 20

/** ws tells no drain of its own; its buffer is looked at until there is room, or nobody to send to. */
async function drained(socket: WebSocket, below: number): Promise<void> {
  while (socket.readyState === socket.OPEN && socket.bufferedAmount > below) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
