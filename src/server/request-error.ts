import { type ErrorCode, errorCodes } from './error-codes.ts'
import { answer, type Exchange } from './exchange.ts'

/** A request that never becomes a GraphQL request. The message tells the client what to do. */
export class RequestError extends Error {
  readonly code: ErrorCode
  readonly headers: Record<string, string>
  constructor(code: ErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.headers = headers
  }
}

/** In the shape of a GraphQL error, so that clients need to know one shape only. */
export function answerError(
  exchange: Exchange,
  { message, extensions }: { message: string; extensions: { code: ErrorCode } },
  headers: Record<string, string> = {},
): true {
  const accepts = exchange.request.headers.accept?.includes('application/graphql-response+json')
  const type = accepts ? 'application/graphql-response+json' : 'application/json'
  return answer(
    exchange,
    errorCodes[extensions.code],
    { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
    JSON.stringify({ errors: [{ message, extensions }] }),
  )
}
