/** Base of every error whose text may be shown to a client; anything else is masked. */
export abstract class BulletinError extends Error {
  abstract readonly code: string
  readonly retryable: boolean = false
}

/** No usable answer: DNS, TLS, timeout, 5xx, 429. The next poll may succeed. */
export class SourceUnreachable extends BulletinError {
  readonly code = 'SOURCE_UNREACHABLE'
  override readonly retryable = true
  readonly retryAfterSeconds: number | null
  readonly reason: string
  constructor(
    message: string,
    options: { reason: string; retryAfterSeconds?: number | null; cause?: unknown } = { reason: 'unknown' },
  ) {
    super(message, { cause: options.cause })
    this.reason = options.reason
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

/** An answer came but not what the connector declares; a person has to look. */
export class SourceChanged extends BulletinError {
  readonly code = 'SOURCE_CHANGED'
}

/** More than is read of one answer; a smaller question may be answered. */
export class AnswerTooLarge extends SourceChanged {}

/** One item could not become an event. */
export class ItemRejected extends BulletinError {
  readonly code = 'ITEM_REJECTED'
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

/** The request we were about to make is not allowed: foreign host, private address, robots.txt. */
export class RequestRefused extends BulletinError {
  readonly code = 'REQUEST_REFUSED'
}

export class BadInput extends BulletinError {
  readonly code = 'BAD_USER_INPUT'
}

export class NotFound extends BulletinError {
  readonly code = 'NOT_FOUND'
}

/** What was to be changed is not any more what the caller had seen. */
export class Conflict extends BulletinError {
  readonly code = 'CONFLICT'
}

export class Forbidden extends BulletinError {
  readonly code = 'FORBIDDEN'
}

/** No credential where one is needed, or one that is wrong or has ended. */
export class Unauthenticated extends BulletinError {
  readonly code = 'UNAUTHENTICATED'
}

/** More than a caller's share; the message tells when to come back. */
export class RateLimited extends BulletinError {
  readonly code = 'RATE_LIMITED'
  override readonly retryable = true
  readonly retryAfterSeconds: number
  constructor(message: string, retryAfterSeconds: number) {
    super(message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Something this gateway needs does not answer now. */
export class Unavailable extends BulletinError {
  readonly code = 'UNAVAILABLE'
  override readonly retryable = true
}

/** A cursor that is malformed, of another log, or older than what is kept. */
export class CursorExpired extends BulletinError {
  readonly code: 'CURSOR_EXPIRED' | 'CURSOR_INVALID'
  constructor(message: string, code: 'CURSOR_EXPIRED' | 'CURSOR_INVALID' = 'CURSOR_EXPIRED') {
    super(message)
    this.code = code
  }
}
