import { expect, test } from 'vitest'
import { pageWindow } from '../../src/read/page-arguments.ts'

test.each([
  [{}, { limit: 50, backward: false, cursor: null }],
  [
    { first: 5000, after: '' },
    { limit: 5000, backward: false, cursor: null },
  ],
  [
    { first: 0, after: 'x', before: '' },
    { limit: 0, backward: false, cursor: 'x' },
  ],
  [
    { after: 'x', last: null },
    { limit: 50, backward: false, cursor: 'x' },
  ],
  [
    { last: 3, before: 'x' },
    { limit: 3, backward: true, cursor: 'x' },
  ],
  [{ before: 'x' }, { limit: 50, backward: true, cursor: 'x' }],
])('%j', (args, window) => expect(pageWindow(args)).toEqual(window))

test.each([
  { first: 5001 },
  { last: -1 },
  { first: 1, last: 1 },
  { first: 1, before: 'x' },
  { last: 1, after: 'x' },
])('%j is refused', (args) => expect(() => pageWindow(args)).toThrow())
