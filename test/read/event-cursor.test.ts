import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CursorExpired } from '../../src/model/errors.ts'
import { parseEventCursor, toEventCursor } from '../../src/read/event-cursor.ts'

const key = { key: '2025-04-01T06:00:00.000Z', id: 'abc' }

test('a cursor leads back to where it was made, and is only letters an address can hold', () => {
  const cursor = toEventCursor('PUBLISHED_DESC', key)
  expect(parseEventCursor(cursor, 'PUBLISHED_DESC')).toEqual(key)
  expect(cursor).toMatch(/^[\w-]+$/)
  expect(parseEventCursor(toEventCursor('SEQ_ASC', { key: '12', id: 'x' }), 'SEQ_ASC')).toEqual({
    key: '12',
    id: 'x',
  })
  expect(parseEventCursor(toEventCursor('RELEVANCE', { key: '-3.5e-7', id: 'x' }), 'RELEVANCE')).toBeTruthy()
})

test('the cursor of an empty list leads to the start', () => {
  expect(parseEventCursor(toEventCursor('SEQ_ASC', null), 'SEQ_ASC')).toBeNull()
})

test('a cursor of another order is refused', () => {
  expect(() => parseEventCursor(toEventCursor('PUBLISHED_DESC', key), 'PUBLISHED_ASC')).toThrow(
    /PUBLISHED_DESC/,
  )
})

test.each([
  ['a date where a number belongs', toEventCursor('SEQ_ASC', key), 'SEQ_ASC' as const],
  [
    'words where a date belongs',
    toEventCursor('PUBLISHED_DESC', { key: 'soon', id: 'x' }),
    'PUBLISHED_DESC' as const,
  ],
])('a forged cursor with %s never reaches the database', (_, cursor, order) => {
  expect(() => parseEventCursor(cursor, order)).toThrow(CursorExpired)
})

test('anything else is refused as invalid, never with another error', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.string().map((s) => btoa(`e1:SEQ_ASC:${encodeURI(s)}`)),
      ),
      (cursor) => {
        try {
          parseEventCursor(cursor, 'SEQ_ASC')
          return cursor === toEventCursor('SEQ_ASC', parseEventCursor(cursor, 'SEQ_ASC'))
        } catch (error) {
          return error instanceof CursorExpired && error.code === 'CURSOR_INVALID'
        }
      },
    ),
  )
})
