import type { ServerResponse } from 'node:http'
import type { GraphQLFormattedError } from 'graphql'
import type { Stream } from './stream.ts'

export interface SseOptions {
  maxQueuedBytes: number
  /** Milliseconds a client should wait before it comes back. */
  retryMs: number
}

/**
 * GraphQL over SSE, distinct connections: `next` events with the result, then `complete`. Each `next` carries the
 * cursor as its id, so that a browser sends it back as `Last-Event-ID`.
 */
export function createSseStream(response: ServerResponse, { maxQueuedBytes, retryMs }: SseOptions): Stream {
  let last = ''
  let ended = false

  function write(event: string, data: string | Buffer, id: string): void {
    response.write(
      Buffer.concat([
        Buffer.from(`${id && `id: ${id}\n`}event: ${event}\ndata: `),
        Buffer.from(data),
        Buffer.from('\n\n'),
      ]),
    )
  }

  function end(event: string, data: string, id: string): void {
    if (ended || response.destroyed) return
    ended = true
    write(event, data, id)
    response.end()
  }

  response.write(`retry: ${retryMs}\n: connected\n\n`)
  return {
    get closed() {
      return ended || response.destroyed
    },
    next(payload, cursor) {
      if (ended || response.destroyed) return
      if (response.writableLength + payload.length > maxQueuedBytes && response.writableLength > 0) {
        end('error', JSON.stringify({ errors: [tooSlow(last)] }), last)
        // What is queued already ends with the reason; a reader that takes nothing is cut.
        setTimeout(() => response.destroy(), 30_000).unref()
        return
      }
      write('next', payload, cursor)
      last = cursor
    },
    drained: () => drained(response, maxQueuedBytes / 4),
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

async function drained(response: ServerResponse, below: number): Promise<void> {
  while (!response.destroyed && response.writableLength > below)
    await new Promise<void>((resolve) => {
      response.once('drain', resolve)
      response.once('close', resolve)
    })
}
