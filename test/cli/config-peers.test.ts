import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

const files: Record<string, string> = {
  '/run/keys.json': '{"kz": "secret"}',
  '/etc/peers.json': '{"kz": {"url": "https://kz.example/graphql", "sources": ["kz/*"]}}',
}
const readFile = (path: string) => {
  if (!files[path]) throw new Error(`no file ${path}`)
  return files[path]
}
const read = (env: Record<string, string>) => readConfig(env, readFile)

describe('peers', () => {
  test('are named with their addresses; /graphql is where gateways answer', () => {
    const { peers } = read({ BULLETIN_PEERS: 'kz=https://kz.example, kg=https://kg.example/api/graphql' })
    expect(peers).toEqual([
      { name: 'kz', url: 'https://kz.example/graphql', key: null, sources: null },
      { name: 'kg', url: 'https://kg.example/api/graphql', key: null, sources: null },
    ])
  })

  test('may stand in a file, with what each is believed about, and keys in another', () => {
    const { peers } = read({ BULLETIN_PEERS: '/etc/peers.json', BULLETIN_PEER_KEYS: '/run/keys.json' })
    expect(peers).toEqual([
      { name: 'kz', url: 'https://kz.example/graphql', key: 'secret', sources: ['kz/*'] },
    ])
  })

  const mistakes: [string, Record<string, string>, RegExp][] = [
    [
      'an address that is none',
      { BULLETIN_PEERS: 'kz=kz.example' },
      /BULLETIN_PEERS: kz: has no web address/,
    ],
    ['a name that is none', { BULLETIN_PEERS: 'KZ=https://kz.example' }, /lower-case letters/],
    ['one name twice', { BULLETIN_PEERS: 'kz=https://a.example,kz=https://b.example' }, /named twice/],
    ['a password in the address', { BULLETIN_PEERS: 'kz=https://me:pw@kz.example' }, /BULLETIN_PEER_KEYS/],
    [
      'a key among the addresses',
      { BULLETIN_PEERS: '{"kz": {"url": "https://kz.example", "key": "secret"}}' },
      /keys belong in BULLETIN_PEER_KEYS/,
    ],
    [
      'sources that are none',
      { BULLETIN_PEERS: '{"kz": {"url": "https://kz.example", "sources": "kz"}}' },
      /list of ids/,
    ],
    ['a file that is not there', { BULLETIN_PEERS: '/etc/none.json' }, /no file/],
    [
      'a key of nobody',
      { BULLETIN_PEERS: 'kg=https://kg.example', BULLETIN_PEER_KEYS: '{"kz": "secret"}' },
      /names no such peer/,
    ],
    [
      'a key in the clear',
      { BULLETIN_PEERS: 'kz=http://kz.example', BULLETIN_PEER_KEYS: '{"kz": "secret"}' },
      /in the clear/,
    ],
    ['sources polled here that are none', { BULLETIN_SOURCES: 'kz polisia' }, /BULLETIN_SOURCES.*nor "none"/],
  ]
  test.each(mistakes)('%s is told, and no key is', (_, env, words) => {
    expect(() => read(env)).toThrow(words)
    expect(() => read(env)).not.toThrow(/secret|:pw@/)
  })

  test('all problems are told at once', () => {
    expect(() => read({ PORT: 'x', BULLETIN_PEERS: 'A=https://a.example,b=c' })).toThrow(
      /PORT[\s\S]*A: a name[\s\S]*b: has no web address/,
    )
  })
})

test('which sources are polled here', () => {
  expect(read({ BULLETIN_SOURCES: 'kz/*, ru/mvd-16' }).sources).toEqual(['kz/*', 'ru/mvd-16'])
  expect(read({ BULLETIN_SOURCES: 'none' }).sources).toEqual([])
})
