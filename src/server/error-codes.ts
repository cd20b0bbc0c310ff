/**
 * Every `extensions.code` a client may meet, and the HTTP status where the whole request fails with it.
 * Errors of one field leave the status at 200. What is not listed here is masked.
 */
export const errorCodes = {
  /** Something in the question is wrong; the message says what. */
  BAD_USER_INPUT: 400,
  /** The request is not a GraphQL request. */
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  /** Too deep, too many aliases, directives or tokens; the message tells the limit. */
  QUERY_TOO_COMPLEX: 400,
  /** Send the query text with the hash once more. */
  PERSISTED_QUERY_NOT_FOUND: 200,
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  /** A cursor that this Bulletin did not write, or wrote for another list. */
  CURSOR_INVALID: 400,
  /** Changes after the cursor are no longer kept. */
  CURSOR_EXPIRED: 410,
  NOT_FOUND: 404,
  /** Somebody else changed it meanwhile; read it again. */
  CONFLICT: 409,
  /** No API key or token, or one that is unknown, revoked or expired. */
  UNAUTHENTICATED: 401,
  /** The key or token has not the scope the field asks for. */
  FORBIDDEN: 403,
  /** This gateway answers registered documents only. */
  DOCUMENT_NOT_ALLOWED: 403,
  /** More than your share of cost, requests or subscriptions; `Retry-After` tells when to come back. */
  RATE_LIMITED: 429,
  /** The answer took longer than this gateway lets any answer take. */
  QUERY_TIMEOUT: 504,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  /** The gateway is stopping, or its database does not answer. */
  UNAVAILABLE: 503,
  /** A source gave no usable answer; ask again later. */
  SOURCE_UNREACHABLE: 502,
  /** A source answered, but not what its connector expects. */
  SOURCE_CHANGED: 502,
  ITEM_REJECTED: 422,
  /** Bulletin does not make this request: a host that is not a source's, robots.txt. */
  REQUEST_REFUSED: 403,
  /** A fault of ours; the message names the id it was logged with. */
  INTERNAL_SERVER_ERROR: 500,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorCodes

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code)
}
