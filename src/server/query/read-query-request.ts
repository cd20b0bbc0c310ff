import type { OperationStore } from './operation-store.ts'

export interface QueryRequest {
  query: string
  operationName: string | undefined
  variables: Record<string, unknown>
}

interface Parameters {
  query?: unknown
  operationName?: unknown
  variables?: unknown
  extensions?: unknown
}

/** A request in its plainest form; null for whatever needs a closer look, mistakes included. */
export function readQueryRequest(body: unknown, operations: OperationStore): QueryRequest | null {
  if (!isRecord(body)) return null
  const { query, operationName, variables, extensions }: Parameters = body
  if (operationName != null && typeof operationName !== 'string') return null
  if (variables != null && !isRecord(variables)) return null
  const text = extensions == null ? query : persistedText(query, extensions, operations)
  if (typeof text !== 'string' || text === '') return null
  return { query: text, operationName: operationName ?? undefined, variables: variables ?? {} }
}

/** The same from an address. */
export function readQuerySearch(search: string, operations: OperationStore): QueryRequest | null {
  const parameters = new URLSearchParams(search)
  const body: Record<string, unknown> = {}
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const [value, second] = parameters.getAll(name)
    if (second !== undefined) return null
    if (value !== undefined)
      body[name] = name === 'variables' || name === 'extensions' ? readJson(value) : value
  }
  return body.variables === null || body.extensions === null ? null : readQueryRequest(body, operations)
}

/** The hash a request names its text by, in a body or in an address. */
export function persistedQueryOf(request: unknown): string | null {
  const extensions =
    typeof request === 'string'
      ? readJson(new URLSearchParams(request).get('extensions') ?? 'null')
      : isRecord(request) && request.extensions
  if (!isRecord(extensions) || !isRecord(extensions.persistedQuery)) return null
  const { sha256Hash } = extensions.persistedQuery
  return typeof sha256Hash === 'string' ? sha256Hash : null
}

/** Only what was learned here before: whoever keeps the texts for all gateways is asked the plain way. */
function persistedText(query: unknown, extensions: unknown, operations: OperationStore): unknown {
  if (!isRecord(extensions)) return null
  const { persistedQuery } = extensions
  if (persistedQuery === undefined) return query
  if (!isRecord(persistedQuery) || persistedQuery.version !== 1) return null
  const { sha256Hash } = persistedQuery
  if (typeof sha256Hash !== 'string') return null
  const known = operations.textOf(sha256Hash)
  return query == null || query === known ? known : null
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
