import { describe, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { newSecret } from '../../src/model/api-key.ts'

function lineOf(details: object, message: string, readable: boolean): string {
  let line = ''
  createLog({
    level: 'info',
    readable,
    write: (text) => {
      line += text
    },
  }).info(details, message)
  return line
}

const secret = newSecret()
const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'
const basic = Buffer.from(`me:${secret}`).toString('base64')

describe.each([
  ['JSON', false],
  ['for people', true],
])('a log line (%s)', (_, readable) => {
  test.each<[string, object, string, string]>([
    ['a key in a message', {}, `refused ${secret}`, secret],
    ['a key in an address', { url: `/graphql?query=x&api_key=${secret}` }, 'x', secret],
    ['another’s key in an address', { url: '/x?api_key=abcdefgh12' }, 'x', 'abcdefgh12'],
    ['headers', { headers: { authorization: `Bearer ${token}` } }, 'x', token],
    ['a Basic header', { headers: { authorization: `Basic ${basic}` } }, 'x', basic],
    ['a connection string', { reason: 'connect postgres://me:hunter2@db/x' }, 'x', 'hunter2'],
    ['an error', { err: new Error(`redis://:swordfish@host failed`) }, 'x', 'swordfish'],
    ['a field of that name', { hook: { secret: 'opensesame' } }, 'x', 'opensesame'],
  ])('holds no secret of %s', (_what, details, message, hidden) => {
    const line = lineOf(details, message, readable)
    expect(line).not.toContain(hidden)
    expect(line).toContain('hidden')
  })

  test('keeps everything else', () => {
    const line = lineOf(
      { requestId: 'r-1', source: 'kz/polisia-ru', url: 'https://a.example:443/b@c' },
      'polled',
      readable,
    )
    expect(line).toContain('kz/polisia-ru')
    expect(line).toContain('https://a.example:443/b@c')
    expect(line).not.toContain('hidden')
    if (!readable) expect(JSON.parse(line)).toMatchObject({ msg: 'polled', requestId: 'r-1' })
  })
})
