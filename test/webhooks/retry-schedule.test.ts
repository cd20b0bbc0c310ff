import { expect, test } from 'vitest'
import type { Standing } from '../../src/store/webhook-leases.ts'
import { type Outcome, standingAfter } from '../../src/webhooks/retry-schedule.ts'

const start = Date.parse('2025-04-10T12:00:00Z')
const fresh: Standing = {
  ...{ position: 4, attempts: 0, failingSince: null, nextAttemptAt: null },
  ...{ state: 'ACTIVE', reason: null },
}
const answer = (status: number | null, retryAfterSeconds: number | null = null): Outcome => ({
  status,
  retryAfterSeconds,
  error: status !== null && status < 300 ? null : `The receiver answered ${status}.`,
})

/** Pauses in seconds until it is given up, each attempt made exactly when planned. */
function pausesOf(outcome: Outcome, random: () => number): { pauses: number[]; last: Standing } {
  const pauses: number[] = []
  let now = start
  let standing = fresh
  for (;;) {
    standing = standingAfter(standing, 5, outcome, { now: new Date(now), random })
    if (standing.nextAttemptAt === null) return { pauses, last: standing }
    pauses.push((Date.parse(standing.nextAttemptAt) - now) / 1000)
    now = Date.parse(standing.nextAttemptAt)
  }
}

test('what is not taken is tried about twenty times in about three days, later each time', () => {
  const { pauses, last } = pausesOf(answer(503), () => 0.5)
  expect(pauses.slice(0, 5)).toEqual([5, 10, 20, 40, 80])
  expect(Math.max(...pauses)).toBe(8 * 3600)
  const days = pauses.reduce((sum, each) => sum + each, 0) / 86_400
  expect(days).toBeGreaterThanOrEqual(3)
  expect(days).toBeLessThan(3.4)
  expect(pauses.length).toBeGreaterThan(18)
  expect(pauses.length).toBeLessThan(26)
  expect(last).toMatchObject({ state: 'DISABLED', position: 4 })
  expect(last.reason).toContain('The last: The receiver answered 503.')
})

test('many that fail together do not come back together', () => {
  const [early, late] = [0, 0.999].map((random) => pausesOf(answer(null), () => random).pauses)
  expect(late![9]! / early![9]!).toBeGreaterThan(1.6)
})

test('a receiver is not asked before the time it names, nor at once because it says so', () => {
  const next = (seconds: number) => {
    const { nextAttemptAt } = standingAfter(fresh, 5, answer(429, seconds), {
      now: new Date(start),
      random: () => 0.5,
    })
    return (Date.parse(nextAttemptAt!) - start) / 1000
  }
  expect(next(3600)).toBe(3600)
  expect(next(0)).toBe(5)
})

test('days in which nobody tried do not count against a receiver', () => {
  const before = { ...fresh, attempts: 1, failingSince: new Date(start - 30 * 86_400_000).toISOString() }
  const after = standingAfter(before, 5, answer(500), { now: new Date(start), random: () => 0.5 })
  expect(after).toMatchObject({ state: 'ACTIVE', attempts: 2 })
})

test('410 ends it at once, and what is taken makes up for everything', () => {
  const now = new Date(start)
  const failing = { ...fresh, attempts: 7, failingSince: now.toISOString() }
  const ports = { now, random: () => 0.5 }
  expect(standingAfter(failing, 5, answer(410), ports)).toMatchObject({ state: 'DISABLED', position: 4 })
  expect(standingAfter(failing, 5, answer(202), ports)).toEqual({ ...fresh, position: 5 })
})
