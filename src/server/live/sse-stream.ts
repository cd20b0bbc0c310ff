import type { ServerResponse } from 'node:http'
import type { GraphQLFormattedError } from 'graphql'
import { drained } from './drained.ts'
import type { Stream, Told } from './stream.ts'

export interface SseOptions {
  /** Where the stream begins; a client cut off before its first change goes on from there. */
  cursor: string
  maxQueuedBytes: number
  stallMs: number
  /** Milliseconds a client should wait before it comes back. */
  retryMs: number
}

export interface SseStream extends Stream {
  /** A sign of life that moves the client's place on, also while its filter lets nothing through. */
  beat(cursor: string): void
}

/**
 * GraphQL over SSE, distinct connections: `next` events with the result, then `complete`. Each `next` carries the
 * cursor as its id, so that a browser sends it back as `Last-Event-ID`.
 */
export function createSseStream(
  response: ServerResponse,
  { cursor, maxQueuedBytes, stallMs, retryMs }: SseOptions,
): SseStream {
  let last = cursor
  let ended = false
  const queued = () => response.socket?.writableLength ?? response.writableLength
  const outgoing = { queued, open: () => !response.destroyed }

  /**
   * Past the response, whose framing would be made anew for each of thousands; behind another answer of the same
   * connection it has no socket yet and keeps what comes. A client of HTTP/1.0 knows no chunks.
   */
  function send({ framed, event }: Chunk): void {
    if (response.socket && response.chunkedEncoding) response.socket.write(framed)
    else response.write(event)
  }

  function write(event: string, data: string, id: string): void {
    response.write(`id: ${id}\nevent: ${event}\ndata: ${data}\n\n`)
  }

  function end(event: string, data: string, id: string): void {
    if (ended || response.destroyed) return
    ended = true
    write(event, data, id)
    response.end()
  }

  /** What is queued already ends with the reason; a reader that takes nothing is cut. */
  function closeSlow(): void {
    end('error', JSON.stringify({ errors: [tooSlow(last)] }), last)
    setTimeout(() => response.destroy(), stallMs).unref()
  }

  response.write(`retry: ${retryMs}\nid: ${cursor}\n: connected\n\n`)
  return {
    get closed() {
      return ended || response.destroyed
    },
    next(results) {
      if (ended || response.destroyed) return
      const { socket } = response
      if (results.length > 1) socket?.cork()
      for (const result of results) {
        if (queued() > maxQueuedBytes) {
          closeSlow()
          break
        }
        send(chunkOf(result))
        last = result.cursor
      }
      if (results.length > 1) socket?.uncork()
    },
    async drained() {
      if (!(await drained(outgoing, maxQueuedBytes / 4, stallMs))) closeSlow()
    },
    beat(cursor) {
      if (ended || response.destroyed) return
      last = cursor
      // Without data no event is dispatched, but a browser notes the id.
      response.write(`id: ${cursor}\n\n`)
    },
    complete: (cursor) => end('complete', '', cursor),
    fail: (errors: GraphQLFormattedError[]) => {
      if (ended || response.destroyed) return
      write('next', JSON.stringify({ errors }), last)
      end('complete', '', last)
    },
  }
}

function tooSlow(cursor: string): GraphQLFormattedError {
  return { message: `Too slow. Resume after ${cursor}`, extensions: { code: 'TOO_SLOW', cursor } }
}

/** One event, and within a chunk of HTTP/1.1. */
interface Chunk {
  framed: Buffer
  event: Buffer
}

const chunks = new WeakMap<Buffer, Chunk>()

/** The same bytes for all who are told the same result: unlike a WebSocket's they hold nothing of one's own. */
function chunkOf({ payload, cursor }: Told): Chunk {
  const known = chunks.get(payload)
  if (known) return known
  const head = Buffer.from(`id: ${cursor}\nevent: next\ndata: `)
  const length = head.length + payload.length + 2
  const size = Buffer.from(`${length.toString(16)}\r\n`)
  const framed = Buffer.concat([size, head, payload, Buffer.from('\n\n\r\n')])
  const chunk = { framed, event: framed.subarray(size.length, size.length + length) }
  chunks.set(payload, chunk)
  return chunk
}
