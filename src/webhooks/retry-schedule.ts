import type { Standing } from '../store/webhook-leases.ts'

export interface Outcome {
  /** Null where no answer came. */
  status: number | null
  /** Null where the message was taken. */
  error: string | null
  retryAfterSeconds: number | null
}

const firstPauseMs = 5_000
const longestPauseMs = 8 * 3600_000
const patienceMs = 3 * 24 * 3600_000
/** Within the three days: time that passed while nobody tried does not count against a receiver. */
const fewestAttempts = 10

const well = { attempts: 0, failingSince: null, nextAttemptAt: null, state: 'ACTIVE', reason: null } as const

/**
 * Where a webhook stands after an attempt at the change at `seq`: moved on, to be tried again later (pauses double
 * from five seconds to eight hours, give or take a quarter, never shorter than the receiver asked for), or disabled.
 */
export function standingAfter(
  before: Standing,
  seq: number,
  { status, error, retryAfterSeconds }: Outcome,
  { now, random }: { now: Date; random: () => number },
): Standing {
  if (error === null) return { ...well, position: seq }
  const attempts = before.attempts + 1
  const failingSince = before.failingSince ?? now.toISOString()
  const failing = { ...well, position: before.position, attempts, failingSince }
  const disabled = (reason: string): Standing => ({ ...failing, state: 'DISABLED', reason })
  if (status === 410) return disabled('The receiver answered 410: it wants no more.')
  if (now.getTime() >= Date.parse(failingSince) + patienceMs && attempts >= fewestAttempts)
    return disabled(`Not taken since ${failingSince}, in ${attempts} attempts. The last: ${error}`)
  const usualMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)) * (0.75 + random() / 2)
  const pauseMs = Math.max(usualMs, (retryAfterSeconds ?? 0) * 1000)
  return { ...failing, nextAttemptAt: new Date(now.getTime() + Math.ceil(pauseMs)).toISOString() }
}
