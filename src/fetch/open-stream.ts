import type { Readable } from 'node:stream'
import { SourceChanged, SourceUnreachable } from '../model/errors.ts'
import { checkStatus } from './check-status.ts'
import type { Dispatchers } from './dispatchers.ts'
import type { Outgoing } from './exchange.ts'
import { explainFailure } from './explain-failure.ts'
import { unicodeHost } from './host-name.ts'

export interface OpenStreamOptions {
  to: Dispatchers['to']
  /** Longest silence; what streams says that it lives more often than that. */
  idleMs: number
  signal?: AbortSignal
  now: Date
}

/**
 * An answer that goes on, its bytes as they come. Redirects are refused: what is asked for is told to one host.
 * Leaving the loop closes the connection.
 */
export async function openStream(
  { url, method, headers, body }: Outgoing,
  { to, idleMs, signal, now }: OpenStreamOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const host = unicodeHost(url.hostname)
  try {
    signal?.throwIfAborted()
    const { dispatcher, origin } = to(url)
    const path = url.pathname + url.search
    const response = await dispatcher.request({
      ...{ origin, path, method, headers, body, signal },
      bodyTimeout: idleMs,
    })
    const type = String(response.headers['content-type'] ?? 'nothing')
    const retryAfter = response.headers['retry-after']
    try {
      checkStatus(
        {
          url,
          status: response.statusCode,
          headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
          bytes: new Uint8Array(),
        },
        { conditional: false, now },
      )
      if (!type.startsWith('text/event-stream'))
        throw new SourceChanged(
          `${host}: asked for a stream, ${url.pathname} answered ${type.split(';')[0]}.`,
        )
    } catch (error) {
      await response.body.dump({ limit: 64 * 1024 }).catch(() => {})
      throw error
    }
    return read(response.body, host, signal)
  } catch (error) {
    if (signal?.aborted) throw givenUp(host, error)
    throw explainFailure(error, url.hostname)
  }
}

async function* read(
  body: Readable,
  host: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const chunk of body) yield chunk as Uint8Array
  } catch (error) {
    if (signal?.aborted) throw givenUp(host, error)
    throw explainFailure(error, host)
  } finally {
    // Also where the reader leaves before the end.
    body.destroy()
  }
}

function givenUp(host: string, cause: unknown): SourceUnreachable {
  return new SourceUnreachable(`${host}: the request was given up by us.`, { reason: 'aborted', cause })
}
