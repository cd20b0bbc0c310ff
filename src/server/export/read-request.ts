import { createHash } from 'node:crypto'
import type { Exchange } from '../exchange.ts'
import type { PersistedQueries } from '../persisted-queries.ts'
import { readJsonBody } from '../read-json-body.ts'
import { RequestError } from '../request-error.ts'

export interface ExportRequest {
  query: string
  operationName: string | null
  variables: Record<string, unknown>
}

/**
 * What is asked, of the body of a POST or the address of a GET; there also by the hash of a query sent before.
 * Throws `RequestError`.
 */
export async function readRequest(
  exchange: Exchange,
  { persisted, maxBodyBytes }: { persisted: PersistedQueries; maxBodyBytes: number },
): Promise<ExportRequest> {
  const { query, operationName, variables, extensions } =
    exchange.method === 'POST'
      ? objectOf(await readJsonBody(exchange.request, maxBodyBytes), 'The body')
      : readSearch(exchange.search)
  if (query != null && typeof query !== 'string') throw bad('`query` must be a text.')
  if (operationName != null && typeof operationName !== 'string') throw bad('`operationName` must be a text.')
  return {
    query: await fullQuery(query ?? null, extensions, persisted),
    operationName: operationName || null,
    variables: variables == null ? {} : objectOf(variables, '`variables`'),
  }
}

function readSearch(search: string): Record<string, unknown> {
  const parameters = new URLSearchParams(search)
  return {
    query: parameters.get('query'),
    operationName: parameters.get('operationName'),
    variables: jsonOf('variables', parameters.get('variables')),
    extensions: jsonOf('extensions', parameters.get('extensions')),
  }
}

async function fullQuery(
  query: string | null,
  extensions: unknown,
  persisted: PersistedQueries,
): Promise<string> {
  const sha256 = hashIn(extensions)
  if (sha256 === null) {
    if (query?.trim()) return query
    throw bad('Send a `query`, or the hash of one sent before.')
  }
  if (query === null) {
    const known = await persisted.get(sha256)
    if (known !== undefined) return known
    throw new RequestError('PERSISTED_QUERY_NOT_FOUND', 'Send the query together with its hash once more.')
  }
  if (createHash('sha256').update(query).digest('hex') !== sha256)
    throw bad('The hash is not that of the query.')
  await persisted.set(sha256, query)
  return query
}

function hashIn(extensions: unknown): string | null {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } }
  const hash = persistedQuery?.sha256Hash
  if (persistedQuery == null) return null
  if (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)) return hash
  throw bad('`extensions.persistedQuery.sha256Hash` must be 64 hexadecimal digits.')
}

function jsonOf(name: string, text: string | null): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    throw bad(`\`${name}\` is not JSON.`)
  }
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw bad(`${name} must be a JSON object.`)
}

const bad = (message: string) => new RequestError('BAD_REQUEST', message)
