import { randomUUID } from 'node:crypto'
import { unwrapResolverError } from '@apollo/server/errors'
import type { GraphQLFormattedError } from 'graphql'
import { isDatabaseAway } from '../model/database-away.ts'
import { BulletinError } from '../model/errors.ts'
import { type ErrorCode, isErrorCode } from './error-codes.ts'
import { QueryTooComplex } from './query-limits.ts'
import type { ServerLog } from './server-log.ts'

/** What a client may see of an error: ours and GraphQL's own as they are, the rest masked and logged. */
export function createFormatError(log: ServerLog, { suggestions = true }: { suggestions?: boolean } = {}) {
  const format = createFormat(log)
  if (suggestions) return format
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { message, ...rest } = format(formatted, thrown)
    // What GraphQL guesses from the schema; ours never begin so.
    return { ...rest, message: message.replace(/ ?Did you mean .+\?$/s, '') }
  }
}

function createFormat(log: ServerLog) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const cause = causeOf(thrown)
    if (cause instanceof BulletinError && isErrorCode(cause.code)) {
      const retryable = cause.retryable ? { retryable: true } : {}
      return { ...placeOf(formatted), message: cause.message, extensions: { code: cause.code, ...retryable } }
    }
    if (cause instanceof QueryTooComplex || isTokenLimit(formatted))
      return { message: formatted.message, extensions: { code: 'QUERY_TOO_COMPLEX' } }
    const code = formatted.extensions?.code
    if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR')
      return { ...placeOf(formatted), message: formatted.message, extensions: { code } }
    if (isBadRequest(thrown)) return { message: formatted.message, extensions: { code: 'BAD_REQUEST' } }
    return { ...placeOf(formatted), ...masked(cause, log, { path: formatted.path?.join('.') }) }
  }
}

/** graphql-js stops reading at the limit with a syntax error of its own. */
function isTokenLimit({ message, extensions }: GraphQLFormattedError): boolean {
  return extensions?.code === 'GRAPHQL_PARSE_FAILED' && /more tha[nt] \d+ tokens/.test(message)
}

/** Apollo's own complaints about a request that carry a status but no code. */
function isBadRequest(thrown: unknown): boolean {
  const { extensions } = thrown as { extensions?: { http?: { status?: number } } }
  return extensions?.http?.status === 400
}

/** What a resolver threw, or what a validation rule gave as its reason. */
function causeOf(thrown: unknown): unknown {
  const unwrapped = unwrapResolverError(thrown)
  return (unwrapped as { originalError?: unknown }).originalError ?? unwrapped
}

/** Logs the error with an id and tells only the id. */
export function masked(
  error: unknown,
  log: ServerLog,
  where: object,
): { message: string; extensions: { code: ErrorCode; id: string; retryable?: true } } {
  const id = randomUUID()
  if (isDatabaseAway(error)) {
    log.warn({ err: error, id, ...where }, 'the database does not answer')
    return {
      message: `The database does not answer now, id ${id}. Try again in a moment.`,
      extensions: { code: 'UNAVAILABLE', id, retryable: true },
    }
  }
  log.error({ err: error, id, ...where }, 'a request failed')
  return { message: `Internal error, id ${id}`, extensions: { code: 'INTERNAL_SERVER_ERROR', id } }
}

function placeOf({
  locations,
  path,
}: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) }
}
