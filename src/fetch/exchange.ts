import type { Dispatcher } from 'undici'
import { SourceUnreachable } from '../model/errors.ts'
import type { Dispatchers } from './dispatchers.ts'
import { explainFailure } from './explain-failure.ts'
import { unicodeHost } from './host-name.ts'
import type { FetchLimits } from './options.ts'
import { readBody } from './read-body.ts'

export interface Outgoing {
  url: URL
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
}

export interface Answer {
  url: URL
  status: number
  /** Lower-case names; repeated ones joined by comma. */
  headers: Record<string, string>
  /** Unpacked; empty where nobody wants the body. */
  bytes: Uint8Array
}

export interface ExchangeOptions {
  /** Where to send it; may throw. */
  to: Dispatchers['to']
  limits: FetchLimits
  signal?: AbortSignal
  wantsBody(status: number): boolean
  /** Read this much and leave the rest, instead of failing at the cap. */
  truncateAt?: number
}

/** One request, one answer, all of it within `limits.totalTimeoutMs`. Redirects are answers here. */
export async function exchange(outgoing: Outgoing, options: ExchangeOptions): Promise<Answer> {
  const { url } = outgoing
  const { limits, signal } = options
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), limits.totalTimeoutMs)
  try {
    signal?.throwIfAborted()
    const { dispatcher, origin } = options.to(url)
    const response = await dispatcher.request({
      origin,
      path: url.pathname + url.search,
      method: outgoing.method,
      headers: outgoing.headers,
      body: outgoing.body,
      signal: signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal,
    })
    const headers = flatten(response.headers)
    const status = response.statusCode
    const bytes = options.wantsBody(status)
      ? await readBody(response.body, headers, {
          host: url.hostname,
          maxBytes: limits.maxBodyBytes,
          truncateAt: options.truncateAt,
        })
      : await leave(response.body)
    return { url, status, headers, bytes }
  } catch (error) {
    const host = unicodeHost(url.hostname)
    if (signal?.aborted)
      throw new SourceUnreachable(`${host}: the request was given up by us.`, {
        reason: 'aborted',
        cause: error,
      })
    if (deadline.signal.aborted)
      throw new SourceUnreachable(`${host}: not finished within ${limits.totalTimeoutMs / 1000} s.`, {
        reason: 'timeout',
        cause: error,
      })
    throw explainFailure(error, url.hostname)
  } finally {
    clearTimeout(timer)
  }
}

/** Keeps the connection when the rest is small, drops it when it is not. */
async function leave(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  await body.dump({ limit: 64 * 1024 })
  return new Uint8Array()
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}
