import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Authenticator } from '../../access/create-authenticator.ts'
import type { Caller } from '../../model/access.ts'
import { RateLimited, Unauthenticated } from '../../model/errors.ts'
import { errorCodes, isErrorCode } from '../error-codes.ts'
import { answerJson, type Exchange, type Step } from '../exchange.ts'
import { readJsonBody } from '../read-json-body.ts'
import { RequestError } from '../request-error.ts'
import { createLifetimes } from './lifetimes.ts'
import type { LiveOperations } from './live-operations.ts'
import type { LiveLimits } from './live-ports.ts'
import type { LiveRequest } from './prepare.ts'
import { createSseStream } from './sse-stream.ts'

export interface SsePorts {
  operations: LiveOperations
  limits: LiveLimits
  maxBodyBytes: number
  answerOnce(request: LiveRequest, caller: Caller): Promise<unknown>
  watch: Authenticator['watch']
  random(): number
}

/** `/graphql` for those who ask for `text/event-stream`; what is wrong with the request is told before the stream. */
export function answerSse({ operations, limits, maxBodyBytes, answerOnce, watch, random }: SsePorts): Step {
  const lifetimeMs = createLifetimes(limits.lifetimeMs, random)
  return async (exchange) => {
    if (exchange.path !== '/graphql' || !wantsStream(exchange.request)) return false
    if (exchange.method !== 'GET' && exchange.method !== 'POST') return false
    const { response } = exchange
    const request =
      exchange.method === 'POST' ? await readBody(exchange, maxBodyBytes) : readSearch(exchange.search)
    try {
      const prepared = operations.prepare(request, exchange.caller)
      const { operation } = prepared.operation
      if (operation === 'mutation' && exchange.method === 'GET') return false
      if (operation !== 'subscription') {
        const result = await answerOnce(request, exchange.caller)
        open(exchange)
        response.end(`event: next\ndata: ${JSON.stringify(result)}\n\nevent: complete\ndata: \n\n`)
        return true
      }
      if (operations.streams >= limits.connections)
        throw new RequestError('UNAVAILABLE', 'Too many subscriptions here; come back a little later.', {
          'retry-after': String(5 + randomInt(10)),
        })
      const after = lastEventId(exchange.request) ?? (prepared.args.after || null)
      const { cursor, start } = await operations.begin(prepared, after)
      if (response.destroyed) return true
      open(exchange)
      const { maxQueuedBytes, stallMs } = limits
      const stream = createSseStream(response, {
        cursor,
        maxQueuedBytes,
        stallMs,
        retryMs: 1000 + randomInt(2000),
      })
      const subscription = start(stream)
      const heartbeat = setInterval(() => stream.beat(subscription.cursor), limits.heartbeatMs)
      const lifetime = setTimeout(() => subscription.complete(), lifetimeMs())
      for (const timer of [heartbeat, lifetime]) timer.unref()
      const unwatch = watch(exchange.caller, (reason) => subscription.fail(new Unauthenticated(reason)))
      response.once('close', () => {
        unwatch()
        clearInterval(heartbeat)
        clearTimeout(lifetime)
        subscription.stop()
      })
    } catch (thrown) {
      if (response.headersSent || thrown instanceof RequestError) throw thrown
      const errors = operations.errorsOf(thrown)
      const code = errors[0]?.extensions?.code
      const headers = thrown instanceof RateLimited ? { 'retry-after': String(thrown.retryAfterSeconds) } : {}
      answerJson(exchange, isErrorCode(code) ? errorCodes[code] : 400, { errors }, headers)
    }
    return true
  }
}

function wantsStream({ headers }: IncomingMessage): boolean {
  return (
    headers.accept
      ?.split(',')
      .some((type) => type.trim().split(';')[0]?.toLowerCase() === 'text/event-stream') ?? false
  )
}

/** A browser sends what the last `id:` line said. */
function lastEventId({ headers }: IncomingMessage): string | null {
  const id = headers['last-event-id']
  return typeof id === 'string' && id !== '' ? id : null
}

function open({ response }: Exchange): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    // Proxies that collect answers would hold a stream back.
    'x-accel-buffering': 'no',
  })
  response.flushHeaders()
}

async function readBody({ request }: Exchange, maxBodyBytes: number): Promise<LiveRequest> {
  const body = await readJsonBody(request, maxBodyBytes)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new RequestError('BAD_REQUEST', 'The body must be one object: {"query": "…"}.')
  return toRequest(body as Record<string, unknown>)
}

function readSearch(search: string): LiveRequest {
  const parameters = new URLSearchParams(search)
  return toRequest({
    query: parameters.get('query'),
    operationName: parameters.get('operationName'),
    variables: parseVariables(parameters.get('variables')),
  })
}

function parseVariables(text: string | null): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    throw new RequestError('BAD_REQUEST', '`variables` is not JSON.')
  }
}

function toRequest({ query, operationName, variables }: Record<string, unknown>): LiveRequest {
  if (typeof query !== 'string' || !query) throw new RequestError('BAD_REQUEST', 'Send a `query`.')
  if (operationName != null && typeof operationName !== 'string')
    throw new RequestError('BAD_REQUEST', '`operationName` must be a string.')
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    throw new RequestError('BAD_REQUEST', '`variables` must be an object.')
  return {
    query,
    operationName: operationName ?? null,
    variables: (variables as Record<string, unknown> | null) ?? null,
  }
}
