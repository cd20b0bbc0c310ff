import { randomUUID } from 'node:crypto'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { BulletinError } from '../model/errors.ts'
import { type ErrorCode, isErrorCode } from './error-codes.ts'
import type { ServerLog } from './server-log.ts'

/** What a client may see of an error: ours and GraphQL's own as they are, the rest masked and logged. */
export function createFormatError(log: ServerLog) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown
    if (cause instanceof BulletinError && isErrorCode(cause.code)) {
      const retryable = cause.retryable ? { retryable: true } : {}
      return { ...placeOf(formatted), message: cause.message, extensions: { code: cause.code, ...retryable } }
    }
    const code = formatted.extensions?.code
    if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR')
      return { ...placeOf(formatted), message: formatted.message, extensions: { code } }
    return { ...placeOf(formatted), ...masked(cause, log, { path: formatted.path?.join('.') }) }
  }
}

/** Logs the error with an id and tells only the id. */
export function masked(
  error: unknown,
  log: ServerLog,
  where: object,
): { message: string; extensions: { code: ErrorCode; id: string } } {
  const id = randomUUID()
  log.error({ err: error, id, ...where }, 'a request failed')
  return { message: `Internal error, id ${id}`, extensions: { code: 'INTERNAL_SERVER_ERROR', id } }
}

function placeOf({ locations, path }: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) }
}
