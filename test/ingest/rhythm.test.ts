import { describe, expect, test } from 'vitest'
import { isOverdue, pauseAfterFailure, pauseAfterSuccess, usualGap } from '../../src/ingest/rhythm.ts'

const site = { pollEverySeconds: 600, timeZone: 'Asia/Almaty' }
const noon = new Date('2025-04-10T07:00:00Z')
const night = new Date('2025-04-09T21:00:00Z')
const sunday = new Date('2025-04-13T07:00:00Z')
const slow = { ...site, pollEverySeconds: 7_200 }
const even = { random: () => 0.5 }
const calm = { published: [], quietPolls: 0, foundNew: false }
const hourly = Array.from({ length: 20 }, (_, i) => 1_744_268_400 - i * 3_600)

describe('the pause until the next poll', () => {
  test('is what the connector says when nothing else is known', () => {
    expect(pauseAfterSuccess(site, calm, noon, even)).toBe(600)
  })

  test('is shorter after news', () => {
    expect(pauseAfterSuccess(site, { ...calm, foundNew: true }, noon, even)).toBe(300)
  })

  test('grows in silence, up to a bound', () => {
    const pause = (quietPolls: number) => pauseAfterSuccess(site, { ...calm, quietPolls }, noon, even)
    expect(pause(3)).toBeGreaterThan(pause(1))
    expect(pause(100)).toBe(3_600)
  })

  test('but not far beyond the rhythm in which the source writes', () => {
    const pause = pauseAfterSuccess(site, { published: hourly, quietPolls: 10, foundNew: false }, noon, even)
    expect(pause).toBe(900)
  })

  test('is longer while it is night at the source, and at the end of the week', () => {
    expect(pauseAfterSuccess(site, calm, night, even)).toBe(2_000)
    expect(pauseAfterSuccess(site, calm, sunday, even)).toBe(1_000)
  })

  test('does not sleep into the morning: what begins at night ends sooner the closer the day is', () => {
    const pauseAt = (hour: number) =>
      pauseAfterSuccess(slow, calm, new Date(Date.UTC(2025, 3, 9, hour - 5 + 24)), even)
    const [three, five, seven, nine] = [3, 5, 7, 9].map(pauseAt)
    expect(three).toBeGreaterThan(five!)
    expect(five).toBeGreaterThan(seven!)
    expect(seven).toBeGreaterThan(nine!)
    expect(nine).toBe(slow.pollEverySeconds)
  })

  test('doubles from failure to failure, spread by chance, up to six hours', () => {
    const pause = (failures: number, random = 0.5) =>
      pauseAfterFailure(site, failures, null, { random: () => random })
    expect(pause(2)).toBe(2 * pause(1))
    expect(pause(50)).toBe(6 * 3_600)
    expect(pause(3, 0.9)).toBeGreaterThan(pause(3, 0.1))
  })

  test('is never shorter than what the site asked for', () => {
    expect(pauseAfterFailure(site, 1, 86_400, even)).toBe(86_400)
    expect(pauseAfterFailure(site, 1, 60, { ...even, pace: 1_000 })).toBe(60)
  })
})

describe('the usual rhythm', () => {
  test('is the middle gap between publications', () => {
    expect(usualGap(hourly)).toBe(3_600)
    expect(usualGap(hourly.slice(0, 3))).toBeNull()
  })

  test('a source is overdue after far more than its longest usual gap, and two days at least', () => {
    const last = hourly[0]!
    expect(isOverdue(hourly, last + 86_400)).toBe(false)
    expect(isOverdue(hourly, last + 3 * 86_400)).toBe(true)
    expect(isOverdue([], last)).toBe(false)
  })
})
