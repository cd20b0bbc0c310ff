import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import { withDeadline } from '../model/deadline.ts'
import type { Context, ContextFactory } from '../read/context.ts'
import { inInnerSpan, type Span } from '../trace/span.ts'
import { answer, type Exchange, type Step } from './exchange.ts'
import { checkVariables } from './limits/check-variables.ts'
import { operationName } from './metrics/operation-name.ts'
import type { QueryPath } from './query/query-path.ts'
import { readJsonBody } from './read-json-body.ts'
import { RequestError } from './request-error.ts'

/** `/graphql`: POST with JSON, GET with `query` or the hash of a persisted one. */
export function answerGraphql(ports: {
  apollo: ApolloServer<Context>
  contexts: ContextFactory
  /** Asked first; what it leaves is Apollo's. */
  queries: QueryPath
  maxBodyBytes: number
  /** Throws where only registered documents are answered and this is none. */
  checkDocument(document: string): void
  /** Told of each query before it runs. */
  onQuery?(exchange: Exchange, name: string | null): void
  /** Milliseconds an answer may take. */
  timeoutMs: number
}): Step {
  return async (exchange) => {
    if (exchange.path !== '/graphql') return false
    const { apollo, contexts, queries, maxBodyBytes, timeoutMs } = ports
    const method = methodOf(exchange)
    const body = method === 'POST' ? await readJsonBody(exchange.request, maxBodyBytes) : undefined
    const document = method === 'POST' ? (body as { query?: unknown } | null)?.query : queryIn(exchange)
    if (typeof document === 'string') ports.checkDocument(document)
    checkVariables(document, (body as { variables?: unknown } | null | undefined)?.variables)
    const name = operationName(
      document,
      (body as { operationName?: unknown } | null | undefined)?.operationName,
    )
    ports.onQuery?.(exchange, name)
    const result = await inOperationSpan(name, timeoutMs, async (span) => {
      if (await queries.answer(exchange, body)) return null
      span.set({ 'bulletin.plain_way': true })
      return apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers: headersOf(exchange), search: exchange.search, body },
        context: async () => {
          const context = contexts.create(exchange.id, exchange.caller)
          return exchange.charged ? { ...context, charged: exchange.charged } : context
        },
      })
    })
    if (result === null) return true
    if ((result.status ?? 200) === 200) await queries.learn(body ?? exchange.search)
    return send(exchange, result)
  }
}

function inOperationSpan<T>(
  name: string | null,
  timeoutMs: number,
  run: (span: Span) => Promise<T>,
): Promise<T> {
  return inInnerSpan(
    () => ({ name: 'GraphQL operation', attributes: { 'graphql.operation.name': name ?? undefined } }),
    (span) => withDeadline(timeoutMs, () => run(span)),
  )
}

function queryIn({ search }: Exchange): string | null {
  return new URLSearchParams(search).get('query')
}

function methodOf({ method }: Exchange): 'GET' | 'POST' {
  if (method === 'HEAD') return 'GET'
  if (method === 'GET' || method === 'POST') return method
  throw new RequestError('METHOD_NOT_ALLOWED', `Use GET or POST, not ${method}.`, {
    allow: 'GET, HEAD, POST, OPTIONS',
  })
}

function headersOf({ request, method }: Exchange): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  // Some BI tools name a body type on requests that have no body.
  if (method !== 'POST') headers.delete('content-type')
  return headers
}

async function send(exchange: Exchange, { status, headers, body }: HTTPGraphQLResponse): Promise<true> {
  if (body.kind !== 'complete') throw new Error('Incremental delivery is not part of the schema.')
  const all = { 'cache-control': 'no-store', ...Object.fromEntries(headers) }
  const sent = status === 400 && mayBe200(exchange, headers, body.string) ? 200 : (status ?? 200)
  return answer(exchange, sent, all, body.string)
}

const documentFaults = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'])

/**
 * GraphQL over HTTP: where a client insists on `application/json`, a well-formed request whose document fails
 * is answered with 200, since the status may come from anything in between.
 */
function mayBe200({ request }: Exchange, headers: HeaderMap, body: string): boolean {
  const asked = request.headers.accept?.includes('application/json') ?? false
  if (!asked || !headers.get('content-type')?.startsWith('application/json')) return false
  const { errors = [] } = JSON.parse(body) as { errors?: { extensions: { code: string } }[] }
  return errors.every(({ extensions }) => documentFaults.has(extensions.code))
}
