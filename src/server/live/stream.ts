import type { GraphQLFormattedError } from 'graphql'

/** One result, as JSON bytes shared by all who get it, and the place after it. */
export interface Told {
  payload: Buffer
  cursor: string
}

/** Where the results of one subscription go: one operation of a WebSocket, or one SSE answer. */
export interface Stream {
  /** Results that are ready together travel together. A connection over its bound closes itself. */
  next(results: Told[]): void
  /**
   * Resolves when the connection can take more without its bound coming near; at once when it is closed. One that
   * takes nothing for too long is closed.
   */
  drained(): Promise<void>
  /** No more: the cursor is where a client may go on. */
  complete(cursor: string): void
  /** Before anything was sent: the request was wrong. After: the stream cannot go on. */
  fail(errors: GraphQLFormattedError[]): void
  readonly closed: boolean
}
