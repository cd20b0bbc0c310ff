/** Where a subscriber is. A transport moves the cursor on where the gateway says so without a change. */
export interface Place {
  cursor: string | null
  /** How long to wait before coming back, as the gateway last asked for. */
  retryMs: number
  /** Connections in a row that were not even opened. */
  failures: number
}

export interface ConnectRequest {
  url: string
  token: string | undefined
  payload: { query: string; variables: object }
  signal: AbortSignal | undefined
}

export interface Result {
  data?: unknown
  errors?: { message: string; extensions?: { code?: string } }[]
}

/** One connection from the place on; ends or throws when it is over. */
export type Connect = (request: ConnectRequest, place: Place) => AsyncGenerator<Result, void, void>

/** What lies after the cursor is no longer kept, or the cursor is of another Bulletin. */
export class PlaceLost extends Error {}

/** The request itself is wrong, or not allowed. */
export class Refused extends Error {}

/** Errors told in place of a stream, or as its last word. */
export function toError(errors: Result['errors'] = []): Error {
  const [first] = errors
  const message = errors.map((error) => error.message).join('; ') || 'The gateway gave no reason'
  const code = first?.extensions?.code ?? ''
  if (code === 'CURSOR_EXPIRED' || code === 'CURSOR_INVALID') return new PlaceLost(message)
  if (passing.has(code)) return new Error(message)
  return new Refused(message)
}

const passing = new Set(['', 'INTERNAL_SERVER_ERROR', 'UNAVAILABLE', 'TOO_SLOW', 'RATE_LIMITED'])
