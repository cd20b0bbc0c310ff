import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SavedPage } from '../../src/cli/connector/saved-pages.ts'
import { verifySource } from '../../src/cli/connector/verify-source.ts'
import {
  type ConnectorDefinition,
  custom,
  feed,
  htmlList,
  printedDate,
  text,
  url,
} from '../../src/connector/index.ts'
import type { Item } from '../../src/model/item.ts'
import { toSource } from '../../src/registry/to-source.ts'

const list = 'https://example.kz/news/'
const row = (address: string, title: string, date: string) =>
  `<div class="row"><a href="${address}">${title}</a><i>${date}</i></div>`

const selectors = {
  url: list,
  item: '.row',
  fields: { url: url('a'), title: text('a'), publishedAt: printedDate('i') },
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function source(strategies: ConnectorDefinition['strategies']) {
  return toSource('kz/example', {
    name: 'Example',
    authority: 'Example',
    homepage: 'https://example.kz/',
    language: 'ru',
    timeZone: 'Asia/Almaty',
    scope: 'all-police-news',
    pollEvery: '10m',
    strategies,
  })
}

function verify(
  strategies: ConnectorDefinition['strategies'],
  bodies: Record<string, string>,
  pages?: Partial<SavedPage>[],
) {
  for (const [file, body] of Object.entries(bodies)) writeFileSync(join(folder, file), body)
  const described = pages ?? Object.keys(bodies).map((file) => ({ file }))
  return verifySource(source(strategies), {
    folder,
    fetchedAt: '2025-08-29T04:00:00Z',
    pages: described.map((page) => ({
      file: 'page.list.html',
      strategy: strategies[0]!.kind,
      status: 200,
      headers: {},
      ...page,
    })),
  }).problems
}

/** A strategy that gives these items, whatever it is answered. */
const gives = (items: Item[], declares: (keyof Item)[] = []) =>
  custom({ declares, first: () => ({ url: list, expect: 'html' }), parse: () => ({ items }) })

const good: Item = { url: 'https://example.kz/1', title: 'Изъято 5 кг', publishedAt: '2025-08-28' }
const judge = (item: Item, ...others: Item[]) => verify([gives([item, ...others])], { 'page.list.html': '' })

test('a sound connector has no problems', () => {
  const html = row('/1', 'Изъято 5 кг гашиша', '28.08.2025') + row('/2', 'Сотрудничество', '27.08.2025')
  expect(verify([htmlList({ ...selectors, article: false })], { 'page.list.html': html })).toEqual([])
})

describe('of the items', () => {
  test('there must be one', () => {
    expect(
      verify([htmlList({ ...selectors, article: false })], { 'page.list.html': '<p>новая вёрстка</p>' }),
    ).toEqual(['htmlList: no item at all'])
  })

  test('one at least has each declared field', () => {
    const html = row('/1', 'Изъято', '')
    expect(verify([htmlList({ ...selectors, article: false })], { 'page.list.html': html })).toEqual([
      'htmlList: declares publishedAt, but no item has it',
    ])
  })

  test.each<[string, Item, string]>([
    ['is not absolute', { ...good, url: '/1' }, 'the address /1 is not an absolute one'],
    ['is missing', { title: 'Изъято' }, 'the address undefined is not an absolute one'],
    ['is not of the web', { ...good, url: 'javascript:alert(1)' }, 'not an absolute one'],
    [
      'is of another site',
      { ...good, url: 'https://example.com/1' },
      'example.com is not a host of the source',
    ],
  ])('the address %s', (_, item, problem) => {
    expect(judge(item).join()).toContain(problem)
  })

  test.each<[string, string, string]>([
    ['with tags', 'Изъято <b>5 кг</b>', 'markup: <b>'],
    ['with entities', 'Изъято &laquo;соли&raquo;', 'markup: &laquo;'],
    ['with line breaks', 'Изъято\n5 кг', 'loose white space'],
    ['of nothing', ' ', 'the title is empty'],
  ])('the title is plain text, not one %s', (_, title, problem) => {
    expect(judge({ ...good, title }).join()).toContain(problem)
  })

  test.each<[string, Partial<Item>, string]>([
    ['words', { publishedAt: 'Подробнее' }, '«Подробнее» cannot be read as a date'],
    ['the future', { publishedAt: '2025-08-31' }, 'after the page was fetched on 2025-08-29'],
    ['the dawn of time', { publishedAt: '1970-01-01' }, 'before any of these sites'],
    [
      'another format than said',
      { publishedAt: '28/08/2025', dateFormat: 'MM/dd/yyyy' },
      'cannot be read as a date',
    ],
  ])('the date is not %s', (_, date, problem) => {
    expect(judge({ ...good, ...date }).join()).toContain(problem)
  })

  test('none is listed twice, however its address is written', () => {
    expect(judge(good, { ...good, url: 'https://EXAMPLE.kz/1?utm_source=x' })).toEqual([
      'custom: https://example.kz/1 is listed more than once',
    ])
  })
})

describe('of the strategies', () => {
  test('each with selectors of its own has a saved page', () => {
    const both = [gives([good]), htmlList(selectors)]
    expect(verify(both, { 'page.list.html': '' })).toEqual([
      'htmlList: has selectors or paths of its own, but no saved page',
    ])
  })

  test('a feed may go without, but not be all there is', () => {
    expect(verify([feed({ url: 'https://example.kz/rss' })], {})).toEqual(['no strategy has a saved page'])
    expect(
      verify([gives([good]), feed({ url: 'https://example.kz/rss' })], { 'page.list.html': '' }),
    ).toEqual([])
  })

  test('one that reads articles by selectors has an article page', () => {
    const html = row('/1', 'Изъято 5 кг', '28.08.2025')
    const strategies = [htmlList({ ...selectors, article: { body: '.text' } })]
    expect(verify(strategies, { 'page.list.html': html }).join()).toContain('no article page is saved')
    const page = '<h1>Изъято 5 кг</h1><div class="text"><p>Полиция изъяла пять килограммов гашиша.</p></div>'
    const pages = [{ file: 'page.list.html' }, { file: 'page.article.html', url: 'https://example.kz/1' }]
    expect(verify(strategies, { 'page.list.html': html, 'page.article.html': page }, pages)).toEqual([])
  })

  test('each gives the same result twice', () => {
    let calls = 0
    const fickle = custom({
      ...gives([]),
      kind: 'custom',
      parse: () => ({ items: [{ ...good, title: `Изъято ${++calls}` }] }),
    })
    expect(verify([fickle], { 'page.list.html': '' })).toEqual([
      'custom: reading the same pages twice gives two results',
    ])
  })

  test('one that throws is told, and the others are still read', () => {
    const broken = { ...gives([]), kind: 'broken', parse: () => JSON.parse('{') }
    const problems = verify([gives([good]), broken], { 'page.list.html': '' }, [{}, { strategy: 'broken' }])
    expect(problems).toEqual([expect.stringMatching(/^broken: .*JSON/)])
  })

  test('one that never ends is stopped', () => {
    const endless = custom({
      ...gives([]),
      parse: () => {
        for (;;);
      },
    })
    const page = { file: 'page.list.html', strategy: 'custom', status: 200, headers: {} }
    const saved = { folder, fetchedAt: '2025-08-29T04:00:00Z', pages: [page] }
    expect(verifySource(source([endless]), saved, { hangsAfterMs: 200 }).problems.join()).toContain(
      'timed out',
    )
  })
})

describe('of the saved pages', () => {
  const html = row('/1', 'Изъято 5 кг', '28.08.2025')
  const strategies = [htmlList({ ...selectors, article: false })]

  test('each is for a strategy there is', () => {
    expect(verify(strategies, { 'page.list.html': html }, [{}, { strategy: 'feed' }])).toEqual([
      'page.list.html is saved for «feed»; the strategies are htmlList',
    ])
  })

  test('each is asked for', () => {
    const pages = [{}, { file: 'page.article.html', url: 'https://example.kz/other' }]
    expect(verify(strategies, { 'page.list.html': html, 'page.article.html': '' }, pages).join()).toContain(
      'page.article.html was never asked for',
    )
  })

  test('one answers what is asked first', () => {
    const problems = verify(strategies, { 'page.list.html': html }, [{ url: 'https://example.kz/old/' }])
    expect(problems.join()).toContain(
      'asks https://example.kz/news/ first, but its saved pages answer https://example.kz/old/',
    )
  })
})
