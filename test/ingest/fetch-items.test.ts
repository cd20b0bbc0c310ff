import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordpress } from '../../src/connector/index.ts'
import { createFetcher } from '../../src/fetch/index.ts'
import { createFetchItems, sourceOf } from '../../src/ingest/index.ts'
import { NotFound } from '../../src/model/errors.ts'
import type { FetchItems, ReadItem } from '../../src/model/item.ts'
import { parseDate } from '../../src/understand/index.ts'
import { listStrategy, source } from './fixture.ts'
import { article, drugStory } from './pages.ts'
import { type Site, startSite } from './site.ts'

let site: Site
let fetcher: ReturnType<typeof createFetcher>
let fetchItems: FetchItems

const word = source([wordpress({ site: 'https://word.example/' })], {
  homepage: 'https://word.example/',
  hosts: ['word.example'],
})
const pages = source([listStrategy])

beforeEach(async () => {
  site = await startSite()
  fetcher = createFetcher({ hostMap: site.hostMap('word.example', 'news.example'), limits: { retries: 0 } })
  fetchItems = createFetchItems({
    sources: [word, pages],
    fetcher,
    parseDate,
    clock: { now: () => new Date() },
  })
})
afterEach(async () => {
  await fetcher[Symbol.asyncDispose]()
  await site[Symbol.asyncDispose]()
})

const post = (n: number) => ({
  id: n,
  slug: `post-${n}`,
  link: `https://word.example/post-${n}/`,
  date_gmt: '2025-04-10T06:00:00',
  modified_gmt: '2025-04-10T06:00:00',
  title: { rendered: `Запись ${n}` },
  content: { rendered: `<p>Текст записи ${n}, изъято ${n} г гашиша.</p>` },
})

describe('items asked for by address', () => {
  test('fifty of one WordPress site are one request', async () => {
    const numbers = Array.from({ length: 50 }, (_, i) => i + 1)
    site.pages.set('/wp-json/wp/v2/posts', () => JSON.stringify(numbers.map(post)))
    const items = await fetchItems(numbers.map((n) => post(n).link))
    expect(items.map((item) => (item as ReadItem).title)).toEqual(numbers.map((n) => `Запись ${n}`))
    expect(items[0]).toMatchObject({
      sourceId: word.id,
      publishedAt: '2025-04-10T06:00:00.000Z',
      strategy: 'wordpress',
    })
    expect(site.asked).toHaveLength(1)
  })

  test('where REST is closed the pages themselves are read', async () => {
    site.pages.set('/wp-json/wp/v2/posts', { status: 401, body: '{"code":"rest_forbidden"}' })
    site.pages.set('/post-1/', article({ ...drugStory(1), text: drugStory(1).text!.repeat(3) }))
    const [item] = await fetchItems([post(1).link])
    expect(item).toMatchObject({ title: 'Полиция изъяла 1 кг героина' })
  })

  test('answers stand in the order asked, errors in place of what failed', async () => {
    site.pages.set('/news/7', article(drugStory(7)))
    const [foreign, found, gone, twice, nonsense] = await fetchItems([
      'https://elsewhere.example/1',
      'https://news.example/news/7?utm_source=x',
      'https://news.example/gone',
      'https://news.example/news/7',
      'not an address',
    ])
    expect(foreign).toBeInstanceOf(NotFound)
    expect(found).toMatchObject({
      url: 'https://news.example/news/7',
      body: expect.stringContaining('героина'),
    })
    expect(gone).toMatchObject({ message: expect.stringContaining('gone') })
    expect(twice).toEqual(found)
    expect(nonsense).toBeInstanceOf(Error)
    expect(site.asked.filter((asked) => asked.includes('/news/7'))).toHaveLength(1)
  })
})

describe('the source of an address', () => {
  const root = source([], { homepage: 'https://polisia.example/', hosts: ['polisia.example'], id: 'kz/kk' })
  const tree = source([], {
    homepage: 'https://polisia.example/ru/',
    hosts: ['polisia.example'],
    id: 'kz/ru',
  })
  const mixed = source([], {
    homepage: 'https://portal.example/',
    hosts: ['polisia.example'],
    id: 'kz/portal',
  })
  const of = (address: string) => sourceOf(address, [root, tree, mixed])?.id

  test.each([
    ['https://polisia.example/ru/zaderzhan/', 'kz/ru'],
    ['https://polisia.example/ustaldy/', 'kz/kk'],
    ['https://polisia.example/russia-news/', 'kz/kk'],
    ['http://polisia.example/ru/?utm_source=x', 'kz/ru'],
    ['https://elsewhere.example/', undefined],
    ['javascript:alert(1)', undefined],
  ])('%s → %s', (address, id) => expect(of(address)).toBe(id))
})
