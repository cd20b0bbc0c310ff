import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { nobody } from '../model/access.ts'
import { BulletinError, RateLimited } from '../model/errors.ts'
import { traceIds } from '../trace/span.ts'
import { isErrorCode } from './error-codes.ts'
import type { Exchange, Step } from './exchange.ts'
import { masked } from './format-error.ts'
import { answerError, RequestError } from './request-error.ts'
import type { ServerLog } from './server-log.ts'
import { traceExchange } from './trace-exchange.ts'

/** Takes a request through the steps until one has answered; what is thrown becomes the answer. */
export function handleRequest(
  steps: Step[],
  log: ServerLog,
  observe: (exchange: Exchange) => void = () => {},
): RequestListener {
  return (request, response) => {
    const exchange = openExchange(request, response)
    observe(exchange)
    return traceExchange(exchange, async () => {
      logEnd(exchange, log)
      try {
        for (const step of steps) if (await step(exchange)) break
      } catch (error) {
        answerThrown(exchange, error, log)
      }
      // Unread bytes of a refused body would be taken for the next request.
      if (!request.readableEnded) request.resume()
    })
  }
}

/** Paths only: what stands behind a question mark may hold a key. */
function logEnd({ id, method, path, response }: Exchange, log: ServerLog): void {
  const began = performance.now()
  // The end comes from the socket, outside of the span.
  const trace = traceIds()
  response.once('close', () => {
    const ms = Math.round(performance.now() - began)
    log.debug({ ...trace, requestId: id, method, path, status: response.statusCode, ms }, 'answered')
  })
}

function openExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const id = requestId(request.headers['x-request-id'])
  response.setHeader('x-request-id', id)
  response.setHeader('x-content-type-options', 'nosniff')
  // Nothing here is meant to stand in another page's frame, nor to tell other sites what was asked: addresses hold
  // queries, and for some tools a key.
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  const address = request.url ?? '/'
  const mark = address.indexOf('?')
  return {
    id,
    request,
    response,
    method: request.method ?? 'GET',
    path: mark < 0 ? address : address.slice(0, mark),
    search: mark < 0 ? '' : address.slice(mark),
    caller: nobody,
  }
}

/** The caller's own, so that logs on both sides meet; made up where it has none fit for a log. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID()
}

function headersFor(error: BulletinError, { request }: Exchange): Record<string, string> {
  if (error instanceof RateLimited) return { 'retry-after': String(error.retryAfterSeconds) }
  if (error.code !== 'UNAUTHENTICATED') return {}
  // A page's own request must not make the browser ask for a password; a BI tool needs to be asked.
  const basic = request.headers['sec-fetch-mode'] ? '' : ', Basic realm="Bulletin"'
  return { 'www-authenticate': `Bearer realm="Bulletin"${basic}` }
}

function answerThrown(exchange: Exchange, error: unknown, log: ServerLog): void {
  if (exchange.response.destroyed) return
  if (exchange.response.headersSent) {
    log.error({ err: error, requestId: exchange.id }, 'an answer broke off')
    exchange.response.destroy()
  } else if (error instanceof RequestError)
    answerError(exchange, { message: error.message, extensions: { code: error.code } }, error.headers)
  else if (error instanceof BulletinError && isErrorCode(error.code))
    answerError(
      exchange,
      { message: error.message, extensions: { code: error.code } },
      headersFor(error, exchange),
    )
  else answerError(exchange, masked(error, log, { requestId: exchange.id, path: exchange.path }))
}
