import type { TypedDocumentString } from '../generated/graphql.ts'
import { authorization } from './key.ts'

/** Sources that an answer could not hear; see `extensions.coverage` of the API. */
export interface CoverageNote {
  complete: boolean
  sources: { id: string; status: string; since: string | null; silentDays?: number; error?: string }[]
}

export interface Answer<T> {
  data: T
  coverage: CoverageNote | null
}

/** What went wrong with a question; `code` is the API's own, or `OFFLINE` where nothing answered. */
export class AskError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Body<T> {
  data?: T | null
  errors?: { message: string; extensions?: { code?: string } }[]
  extensions?: { coverage?: CoverageNote }
}

/** Asks the public schema. Throws `AskError`, or what `signal` was aborted with. */
export async function ask<T, V>(
  document: TypedDocumentString<T, V>,
  variables: V,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...authorization(),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
    ...(signal && { signal }),
  }).catch((error) => {
    if (signal?.aborted) throw error
    throw new AskError('OFFLINE', String(error?.message ?? error))
  })
  const body = (await response.json().catch(() => ({}))) as Body<T>
  const [error] = body.errors ?? []
  if (error) throw new AskError(error.extensions?.code ?? codeOf(response.status), error.message)
  if (!body.data) throw new AskError(codeOf(response.status), `HTTP ${response.status}`)
  return { data: body.data, coverage: body.extensions?.coverage ?? null }
}

function codeOf(status: number): string {
  return status === 401 || status === 403 ? 'UNAUTHENTICATED' : 'UNAVAILABLE'
}
