import * as errors from '../model/errors.ts'

export interface Entry<V> {
  value: V | Error
  /** Epoch milliseconds. */
  storedAt: number
  /** Epoch milliseconds from which a read starts a refresh. */
  refreshAfter: number
}

interface Written {
  at: number
  again: number
  value?: string
  error?: { code: string; message: string; reason?: string; retryAfterSeconds?: number | null }
}

/** Null for what must not be kept: an error that is not one of ours may be a bug, and is gone after a restart. */
export function writeEntry<V>(
  { value, storedAt, refreshAfter }: Entry<V>,
  encode: (value: V) => string,
): string | null {
  const written: Written = { at: storedAt, again: refreshAfter }
  if (value instanceof Error) {
    if (!(value instanceof errors.BulletinError)) return null
    const { code, message } = value
    written.error = { code, message }
    if ('reason' in value && typeof value.reason === 'string') written.error.reason = value.reason
    if (value instanceof errors.SourceUnreachable) written.error.retryAfterSeconds = value.retryAfterSeconds
  } else written.value = encode(value)
  return JSON.stringify(written)
}

/** Null for what this version cannot read: a miss, not a failure. */
export function readEntry<V>(text: string, decode: (text: string) => V): Entry<V> | null {
  try {
    const { at, again, value, error } = JSON.parse(text) as Written
    if (typeof at !== 'number' || typeof again !== 'number') return null
    if (error) return { value: revive(error), storedAt: at, refreshAfter: again }
    return value === undefined ? null : { value: decode(value), storedAt: at, refreshAfter: again }
  } catch {
    return null
  }
}

function revive({ code, message, reason, retryAfterSeconds }: NonNullable<Written['error']>): Error {
  switch (code) {
    case 'SOURCE_UNREACHABLE':
      return new errors.SourceUnreachable(message, { reason: reason ?? 'unknown', retryAfterSeconds })
    case 'SOURCE_CHANGED':
      return new errors.SourceChanged(message)
    case 'REQUEST_REFUSED':
      return new errors.RequestRefused(message)
    case 'NOT_FOUND':
      return new errors.NotFound(message)
    case 'FORBIDDEN':
      return new errors.Forbidden(message)
    case 'BAD_USER_INPUT':
      return new errors.BadInput(message)
    default:
      return new errors.ItemRejected(reason ?? code, message)
  }
}
