import type { SentError } from './messages.ts'

/** The statement and its parameters stay where they are: the caller has them, and they may be large. */
const left = new Set(['query', 'params', 'message', 'stack', 'name', 'length'])

export function toSentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error), fields: {} }
  const fields = Object.entries(error).filter(
    ([key, value]) => !left.has(key) && (typeof value === 'string' || typeof value === 'number'),
  )
  return { message: error.message, fields: Object.fromEntries(fields) }
}

export function fromSentError({ message, fields }: SentError): Error {
  return Object.assign(new Error(message), fields)
}
