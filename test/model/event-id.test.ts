import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eventId } from '../../src/model/event-id.ts'

it('gives the same id to the same address, for ever', () => {
  expect(eventId('https://polisia.kz/ru/1/')).toBe('owgcc6upjoyhdzrowmjah7arfl')
  expect(eventId('https://polisia.kz/ru/2/')).not.toBe(eventId('https://polisia.kz/ru/1/'))
})

it("is the address's SHA-256 in lower-case base32, 130 bits of it", () => {
  fc.assert(
    fc.property(fc.webUrl(), (url) => {
      const bits = BigInt(`0x${createHash('sha256').update(url).digest('hex')}`)
        .toString(2)
        .padStart(256, '0')
      const expected = Array.from({ length: 26 }, (_, i) =>
        'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)),
      )
      expect(eventId(url)).toBe(expected.join(''))
    }),
  )
})
