import { DelegateBackoff, handleWhen, type IPolicy, type IRetryContext, retry } from 'cockatiel'
import { SourceUnreachable } from '../model/errors.ts'
import type { FetchSettings } from './options.ts'

/** Passing by nature: the same request a moment later may succeed. */
const passing = new Set(['connect', 'reset', 'timeout', 'status', 'dns'])
/** Nothing reached the site, so even a POST can be sent again. */
const neverSent = new Set(['connect', 'dns'])

/**
 * Repeats what may be repeated: full jitter over a doubling pause, or what Retry-After asks when that is
 * short. Names that do not exist, certificates, refusals and changed pages are not repeated.
 */
export function createRetryPolicy(method: 'GET' | 'POST', settings: FetchSettings): IPolicy<IRetryContext> {
  const { limits, random } = settings
  const backoff = new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
    const error = 'error' in result ? result.error : null
    if (error instanceof SourceUnreachable && error.retryAfterSeconds !== null)
      return error.retryAfterSeconds * 1000 + random() * limits.retryBaseMs
    return random() * Math.min(limits.retryMaxMs, limits.retryBaseMs * 2 ** (attempt - 1))
  })
  return retry(
    handleWhen((error) => isWorthRepeating(error, method, limits.retryMaxMs)),
    { maxAttempts: limits.retries, backoff },
  )
}

function isWorthRepeating(error: unknown, method: 'GET' | 'POST', maxWaitMs: number): boolean {
  if (!(error instanceof SourceUnreachable)) return false
  if (!(method === 'GET' ? passing : neverSent).has(error.reason)) return false
  if (error.reason === 'dns' && !error.message.includes('EAI_AGAIN')) return false
  if (error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1000 <= maxWaitMs
  // "Too many requests" without a time is no invitation.
  return !error.message.includes(' 429')
}
