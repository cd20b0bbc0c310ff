import { CloseCode } from 'graphql-ws'

/** Close codes of graphql-transport-ws, and ours in the same range. */
export const closeCodes = {
  badRequest: CloseCode.BadRequest,
  unauthorized: CloseCode.Unauthorized,
  forbidden: CloseCode.Forbidden,
  initTimeout: CloseCode.ConnectionInitialisationTimeout,
  subscriberExists: CloseCode.SubscriberAlreadyExists,
  tooManyInits: CloseCode.TooManyInitialisationRequests,
  subprotocol: CloseCode.SubprotocolNotAcceptable,
  internal: CloseCode.InternalServerError,
  /** The client reads more slowly than changes come. The reason tells the cursor to go on from. */
  tooSlow: 4513,
  /** Come back, here or at another replica: a shutdown, or the connection has lived long enough. */
  goingAway: 1001,
  tryAgainLater: 1013,
} as const

/** A close frame takes 123 bytes of reason. */
export function closeReason(text: string): string {
  return Buffer.from(text)
    .subarray(0, 123)
    .toString()
    .replace(/\uFFFD+$/, '')
}
