import { expect, it } from 'vitest'
import { parseRetryAfter } from '../../src/fetch/retry-after.ts'

const now = new Date('2026-03-01T12:00:00Z')

it.each([
  ['0', 0],
  ['120', 120],
  [' 7 ', 7],
  ['Sun, 01 Mar 2026 12:01:30 GMT', 90],
  ['Sunday, 01-Mar-26 12:01:30 GMT', 90],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['999999999999', 86_400],
  ['Fri, 01 Mar 2086 12:00:00 GMT', 86_400],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s means %s seconds', (value, expected) =>
  expect(parseRetryAfter(value, now)).toBe(expected),
)
