import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InvalidConnectors, loadRegistry } from '../../src/registry.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectors-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterEach(() => rmSync(folder, { recursive: true }))

const sound = {
  name: 'News',
  authority: 'Ministry',
  homepage: 'https://мвд.рф/news',
  language: 'ru',
  timeZone: 'Europe/Moscow',
  scope: 'all-police-news',
  pollEvery: '10m',
  strategies: [{ kind: 'feed', addresses: ['https://feeds.example.ru/rss'] }],
}

function write(path: string, exported: unknown): void {
  const file = join(folder, `${path}.ts`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof exported === 'string' ? exported : `export default ${JSON.stringify(exported)}`)
}

async function problems(): Promise<string[]> {
  const error = await loadRegistry(folder).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(InvalidConnectors)
  return (error as InvalidConnectors).problems
}

describe('a source', () => {
  test('has its id and country from its path, and its rhythm in seconds', async () => {
    write('ru/mvd', sound)
    write('regional/caricc', { ...sound, pollEvery: '1h' })
    expect(await loadRegistry(folder)).toMatchObject([
      { id: 'regional/caricc', country: 'ZZ', pollEverySeconds: 3600 },
      { id: 'ru/mvd', country: 'RU', pollEverySeconds: 600 },
    ])
  })

  test('may be fetched from the hosts it names, in ASCII, with and without www', async () => {
    write('ru/mvd', { ...sound, hosts: ['www.lite.example.ru'] })
    const [source] = await loadRegistry(folder)
    expect(source!.hosts).toEqual([
      'feeds.example.ru',
      'lite.example.ru',
      'www.feeds.example.ru',
      'www.lite.example.ru',
      'www.xn--b1aew.xn--p1ai',
      'xn--b1aew.xn--p1ai',
    ])
  })

  test('can be one of several in a file, told apart by variant', async () => {
    write('ru/mvd', [sound, { ...sound, variant: '16' }, { ...sound, variant: '51' }])
    expect((await loadRegistry(folder)).map(({ id }) => id)).toEqual(['ru/mvd', 'ru/mvd-16', 'ru/mvd-51'])
  })
})

describe('problems', () => {
  test('of all files come at once, each with its file', async () => {
    write('kz/a', { ...sound, language: 'klingonese', timeZone: 'Mars/Olympus' })
    write('kz/b', { ...sound, strategies: [] })
    write('kz/c', 'export default nothing')
    expect(await problems()).toEqual([
      expect.stringMatching(/^connectors\/kz\/a\.ts: language klingonese/),
      expect.stringMatching(/^connectors\/kz\/a\.ts: timeZone Mars\/Olympus/),
      expect.stringMatching(/^connectors\/kz\/b\.ts: strategies is empty/),
      expect.stringMatching(/^connectors\/kz\/c\.ts: nothing is not defined/),
    ])
  })

  test.each([
    ['upper case in the path', 'kz/Polisia', sound, 'the id kz/Polisia is not'],
    ['an unknown country', 'xq/mvd', sound, 'neither a country'],
    ['a file outside a country', 'stray', sound, 'the id stray is not'],
    ['no default export', 'kz/x', 'export const y = 1', 'export the definition'],
    ['a rhythm in words', 'kz/x', { ...sound, pollEvery: 'often' }, 'pollEvery often is not of the form'],
    ['a rhythm of nothing', 'kz/x', { ...sound, pollEvery: '0m' }, 'pollEvery 0m'],
    ['an unknown scope', 'kz/x', { ...sound, scope: 'everything' }, 'scope everything is none of'],
    ['a relative homepage', 'kz/x', { ...sound, homepage: '/ru/' }, 'homepage /ru/ is not an absolute'],
    ['an empty name', 'kz/x', { ...sound, name: ' ' }, 'name is empty'],
    ['a host with a path', 'kz/x', { ...sound, hosts: ['a.kz/b'] }, 'a.kz/b is not a bare host name'],
    [
      'a strategy without an address',
      'kz/x',
      { ...sound, strategies: [{ kind: 'feed', addresses: ['rss'] }] },
      'feed: rss is not an absolute',
    ],
  ])('%s', async (_, path, exported, message) => {
    write(path, exported)
    expect((await problems()).join('\n')).toContain(message)
  })

  test('two sources of one id', async () => {
    write('ru/mvd', [sound, { ...sound, variant: '16' }])
    write('ru/mvd-16', sound)
    expect(await problems()).toEqual([expect.stringContaining('ru/mvd-16: 2 connectors have this id')])
  })
})
