import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { detectKind } from '../../src/cli/connector/detect-kind.ts'
import { draftConnector } from '../../src/cli/connector/draft-connector.ts'
import { loadConnectors } from '../../src/registry.ts'
import { problemsOf } from '../connectors/harness.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const saved = (path: string) => join(project, 'test/connectors', path)
const run = promisify(execFile)

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bulletin-'))
  for (const shared of ['src', 'node_modules']) symlinkSync(join(project, shared), join(root, shared))
  cpSync(join(project, 'package.json'), join(root, 'package.json'))
})
afterEach(() => rmSync(root, { recursive: true }))

async function command(script: 'new-connector' | 'check-connector', ...args: string[]) {
  const file = join(project, 'src/cli', `${script}.ts`)
  return await run(process.execPath, [file, ...args, '--root', root]).catch((error) => error)
}

const connector = (id: string) => join(root, 'connectors', `${id}.ts`)
const read = (file: string) => readFileSync(file, 'utf8')

/** What a person does: replaces each placeholder by a fact. */
function fillIn(id: string, facts: Record<string, string>): void {
  let code = read(connector(id))
  for (const [placeholder, fact] of Object.entries(facts)) {
    expect(code).toContain(placeholder)
    code = code.replace(placeholder, fact)
  }
  expect(code).not.toContain('FILL_IN')
  writeFileSync(connector(id), code)
}

test('a new source of a known kind takes one connector file and its fixture, and no other change', async () => {
  const id = 'az/mia-copy'
  const made = await command(
    'new-connector',
    id,
    '--url',
    'https://mia.gov.az/az/news/',
    '--page',
    saved('az/mia/page.list.html'),
  )
  expect(made.stderr).toBe('')
  expect(made.stdout).toContain('Recognised: htmlList')

  expect((await command('check-connector', id)).stderr).toContain('FILL_IN is not defined')

  fillIn(id, {
    '// FILL_IN: what is confirmed': '// Confirmed',
    'name: FILL_IN': "name: 'News'",
    'authority: FILL_IN': "authority: 'Ministry'",
    'scope: FILL_IN': "scope: 'all-police-news'",
    'body: FILL_IN': "body: '.news-inner-text'",
  })
  const fixtures = join(root, 'test/connectors')
  const article = 'page.article.3981.html'
  cpSync(saved(`az/mia/${article}`), join(fixtures, id, article))
  const metaFile = join(fixtures, id, 'page.meta.json')
  const meta = JSON.parse(read(metaFile))
  const url = 'https://mia.gov.az/az/news/3981/daxili-isler-nazirliyinin-metbuat-xidmetinin-melumati/'
  meta.pages.push({ file: article, strategy: 'htmlList', url, status: 200, headers: {} })
  writeFileSync(metaFile, JSON.stringify({ ...meta, fetchedAt: '2025-08-29T05:00:00Z' }))

  const checked = await command('check-connector', id)
  expect(checked.stdout).toContain('4 items')
  expect(checked.stdout).toMatch(/publishedAt +4 of 4/)
  expect(checked.stdout).toContain('All demands hold.')

  const [{ path, sources }] = (await loadConnectors(join(root, 'connectors'))) as [
    Awaited<ReturnType<typeof loadConnectors>>[number],
  ]
  expect(problemsOf(path, sources, fixtures)).toEqual([
    expect.stringContaining('expected.json was written: read it'),
  ])
  expect(problemsOf(path, sources, fixtures)).toEqual([])
  const expected = JSON.parse(read(join(fixtures, id, 'expected.json')))
  expect(expected.htmlList[0]).toMatchObject({
    url,
    publishedAt: expect.stringContaining('28.08.2025'),
    text: expect.stringContaining('18 kiloqram 600 qram'),
  })
})

test('an unfilled connector does not compile', async () => {
  await command(
    'new-connector',
    'kz/x',
    '--url',
    'https://polisia.kz/ru/',
    '--page',
    saved('kz/polisia-ru/page.list.html'),
  )
  cpSync(join(project, 'tsconfig.json'), join(root, 'tsconfig.json'))
  const compiled = await run(join(project, 'node_modules/.bin/tsc'), ['--project', root]).catch(
    (error) => error,
  )
  expect(compiled.stdout).toMatch(/connectors\/kz\/x\.ts.*Cannot find name 'FILL_IN'/)
})

describe('the kind is recognised', () => {
  test.each([
    [
      'WordPress by its REST link',
      'kz/polisia-ru/page.list.html',
      'wordpress',
      ["wordpress({ site: 'https://polisia.kz/ru/' })", "item: 'article.type-post'", "isoDate('time')"],
    ],
    [
      'JSON by its first character',
      'kz/qriim/page.api.json',
      'jsonApi',
      ["items: 'content'", "html: 'body'"],
    ],
    [
      'a list by what repeats',
      'az/mia/page.list.html',
      'htmlList',
      ["item: 'div.news-item'", "printedDate('span.news-date')", "language: 'az'"],
    ],
  ])('%s', (_, page, kind, facts) => {
    const detected = detectKind(read(saved(page)), 'https://polisia.kz/ru/')
    expect(detected.kind).toBe(kind)
    for (const fact of facts)
      expect(draftConnector('kz/x', 'https://polisia.kz/ru/', detected)).toContain(fact)
  })

  test.each([
    [
      'a feed by its root',
      '<?xml version="1.0"?><!-- x --><rss version="2.0"><channel><title>Новости</title><language>ru</language></channel></rss>',
      'feed',
      "feed({ url: 'https://example.kz/a' })",
    ],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
      'feed',
      "feed({ url: 'https://example.kz/a' })",
    ],
    [
      'a JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
      'feed',
      "feed({ url: 'https://example.kz/a' })",
    ],
    [
      'a page that links to its feed',
      '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>',
      'htmlList',
      "feed({ url: 'https://example.kz/rss' })",
    ],
    [
      'Joomla with K2',
      '<html><body><div class="itemListView"></div></body></html>',
      'joomlaK2',
      "joomlaK2({ list: 'https://example.kz/a', read: 'page' })",
    ],
    ['Bitrix', '<html><head><link href="/bitrix/cache/x.css"></head></html>', 'bitrix', '?PAGEN_1={n}'],
    [
      'Next.js',
      '<html><body><script id="__NEXT_DATA__">{}</script></body></html>',
      'next',
      'nextData({ at: FILL_IN',
    ],
  ])('%s', (_, page, kind, fact) => {
    const detected = detectKind(page, 'https://example.kz/a')
    expect(detected.kind).toBe(kind)
    expect(draftConnector('kz/x', 'https://example.kz/a', detected)).toContain(fact)
  })
})

describe('mistakes are told, and nothing is written', () => {
  const page = saved('az/mia/page.list.html')

  test('an existing connector is not overwritten', async () => {
    await command('new-connector', 'kz/x', '--url', 'https://example.kz/', '--page', page)
    writeFileSync(connector('kz/x'), '// mine')
    const again = await command('new-connector', 'kz/x', '--url', 'https://example.kz/', '--page', page)
    expect(again.code).toBe(1)
    expect(again.stderr).toMatch(/kz\/x\.ts.* exists; choose another id/)
    expect(read(connector('kz/x'))).toBe('// mine')
  })

  test.each([
    ['a bad id', ['KZ/x', '--url', 'https://example.kz/', '--page', page], 'KZ/x is not an id'],
    ['a bad address', ['kz/x', '--url', 'example', '--page', page], 'example is not an absolute address'],
    ['a page that is not there', ['kz/x', '--url', 'https://example.kz/', '--page', '/nowhere'], '/nowhere'],
    ['no address', ['kz/x'], "required option '--url <address>'"],
  ])('%s', async (_, args, message) => {
    const made = await command('new-connector', ...args)
    expect(made.code).toBe(1)
    expect(made.stderr).toContain(message)
    expect(existsSync(join(root, 'connectors'))).toBe(false)
  })

  test('checking a source that is not there lists those that are', async () => {
    cpSync(join(project, 'connectors/kz/qriim.ts'), connector('kz/qriim'))
    const checked = await command('check-connector', 'kz/x')
    expect(checked.code).toBe(1)
    expect(checked.stderr).toMatch(/there is no source kz\/x; there are:\s+kz\/qriim\s+kz\/qriim-kk/)
  })
})

test.each(['new-connector', 'check-connector'] as const)('%s --help says how', async (script) => {
  const { stdout } = await command(script, '--help')
  expect(stdout).toContain('Usage:')
  expect(stdout).toContain('npm run')
})
