import { describe, expect, test } from 'vitest'
import { wordpress } from '../../../src/connector/index.ts'
import { SourceChanged } from '../../../src/model/errors.ts'
import { answer, site } from './answers.ts'

const strategy = wordpress({ site: 'https://example.kz/ru/' })
const first = strategy.first({}, site).url

function post(id: number, changes: object = {}) {
  return {
    id,
    date: '2025-08-28T16:00:00',
    date_gmt: '2025-08-28T11:00:00',
    modified_gmt: `2025-08-28T11:00:${String(id % 60).padStart(2, '0')}`,
    slug: `post-${id}`,
    link: `https://example.kz/ru/post-${id}/`,
    title: { rendered: `Изъято &#171;соли&#187; &#8211; ${id}&nbsp;г` },
    content: { rendered: `<p>Текст ${id}</p>` },
    excerpt: { rendered: '<p>Коротко &hellip;</p>' },
    ...changes,
  }
}

describe('a first poll', () => {
  test('asks the REST interface of the site in its sub-directory, newest first', () => {
    const url = new URL(first)
    expect(url.origin + url.pathname).toBe('https://example.kz/ru/wp-json/wp/v2/posts')
    expect(url.searchParams.get('order')).toBe('desc')
    expect(url.searchParams.has('modified_after')).toBe(false)
  })

  test('reads a post whole, with its title decoded and its time marked as UTC', () => {
    const { items } = strategy.parse(answer(first, [post(7)]), site, {})
    expect(items).toEqual([
      {
        url: 'https://example.kz/ru/post-7/',
        title: 'Изъято «соли» – 7 г',
        summary: 'Коротко …',
        html: '<p>Текст 7</p>',
        publishedAt: '2025-08-28T11:00:00Z',
        updatedAt: '2025-08-28T11:00:07Z',
        externalId: '7',
      },
    ])
    expect(strategy.article!(items[0]!, site)).toBeNull()
  })

  test.each([
    [
      'embedded media',
      { _embedded: { 'wp:featuredmedia': [{ source_url: 'https://example.kz/a.jpg', alt_text: 'Фото' }] } },
      { url: 'https://example.kz/a.jpg', alt: 'Фото' },
    ],
    [
      'Jetpack',
      { jetpack_featured_media_url: 'https://example.kz/b.jpg' },
      { url: 'https://example.kz/b.jpg' },
    ],
    ['Yoast', { yoast_head_json: { og_image: [{ url: '/c.jpg' }] } }, { url: 'https://example.kz/c.jpg' }],
  ])('finds the featured picture of %s', (_, extra, image) => {
    const { items } = strategy.parse(answer(first, [post(1, extra)]), site, {})
    expect(items[0]!.images).toEqual([image])
  })

  test('takes the time of the site where the UTC one is broken', () => {
    const { items } = strategy.parse(answer(first, [post(1, { date_gmt: '0000-00-00T00:00:00' })]), site, {})
    expect(items[0]!.publishedAt).toBe('2025-08-28T16:00:00')
  })

  test('loses one broken post, not the page', () => {
    const { items } = strategy.parse(
      answer(first, [post(1), { id: 2, link: 'javascript:alert(1)' }, null, 5]),
      site,
      {},
    )
    expect(items.map(({ externalId }) => externalId)).toEqual(['1'])
  })

  test('asks the page of a post whose text the site withholds', () => {
    const { items } = strategy.parse(
      answer(first, [post(1, { content: { rendered: '', protected: true } })]),
      site,
      {},
    )
    expect(strategy.article!(items[0]!, site)).toMatchObject({ url: 'https://example.kz/ru/post-1/' })
  })

  test.each([
    ['no posts at all', []],
    ['a refusal', { code: 'rest_not_logged_in', message: 'You are not currently logged in.' }],
    ['a page', '<!doctype html><title>Вход</title>'],
  ])('says the site changed when it answers with %s', (_, body) => {
    expect(() => strategy.parse(answer(first, body), site, {})).toThrow(SourceChanged)
  })
})

describe('later polls', () => {
  const { state } = strategy.parse(answer(first, [post(5), post(9), post(3)]), site, {})
  const second = strategy.first(state!, site).url

  test('ask only what changed since, oldest change first, so that stopping anywhere loses nothing', () => {
    const { searchParams } = new URL(second)
    expect(searchParams.get('modified_after')).toBe('2025-08-28T11:00:08.000Z')
    expect(searchParams.get('orderby')).toBe('modified')
    expect(searchParams.get('order')).toBe('asc')
  })

  test('may find nothing new', () => {
    expect(strategy.mayBeEmpty).toBe(true)
    expect(strategy.parse(answer(second, []), site, state!)).toMatchObject({ items: [], state })
  })

  test('never move back', () => {
    const read = strategy.parse(
      answer(second, [post(1, { modified_gmt: '2025-08-28T11:00:08' })]),
      site,
      state!,
    )
    expect(read.state).toEqual(state)
  })

  test('notice a WordPress too old to know the parameter, and read newest first from then on', () => {
    const read = strategy.parse(
      answer(second, [post(1, { modified_gmt: '2012-01-01T00:00:00' })]),
      site,
      state!,
    )
    expect(read.items).toEqual([])
    expect(read.next!.url).toBe(first)
    expect(strategy.first(read.state!, site).url).toBe(first)
  })
})

describe('paging', () => {
  test('follows the Link header', () => {
    const headers = {
      link: '<https://example.kz/ru/wp-json/wp/v2/posts?page=1>; rel="prev", <https://example.kz/ru/wp-json/wp/v2/posts?page=3>; rel="next"',
    }
    const { next } = strategy.parse(answer(`${first}&page=2`, [post(1)], { headers }), site, {})
    expect(next!.url).toBe('https://example.kz/ru/wp-json/wp/v2/posts?page=3')
  })

  test('counts pages where a proxy drops the Link header', () => {
    const headers = { 'x-wp-totalpages': '2' }
    const page2 = strategy.parse(answer(first, [post(1)], { headers }), site, {}).next!
    expect(new URL(page2.url).searchParams.get('page')).toBe('2')
    expect(strategy.parse(answer(page2.url, [post(2)], { headers }), site, {}).next).toBeUndefined()
  })
})

describe('many posts at once', () => {
  const slugs = Array.from(
    { length: 50 },
    (_, i) => `https://example.kz/ru/ochen-dlinnyj-adres-novosti-o-rabote-politsii-nomer-${i}/`,
  )

  test('fifty addresses are one request', () => {
    const batches = strategy.batch!(slugs, site)
    expect(batches).toHaveLength(1)
    expect(new URL(batches[0]!.request.url).searchParams.get('slug')!.split(',')).toHaveLength(50)
    expect(batches[0]!.urls).toEqual(slugs)
  })

  test('short addresses are asked by id', () => {
    const [batch] = strategy.batch!(
      ['https://example.kz/ru/?p=191530', 'https://www.example.kz/ru/?p=153195'],
      site,
    )
    expect(new URL(batch!.request.url).searchParams.get('include')).toBe('191530,153195')
  })

  test('addresses of other sites, files and the home page are left out', () => {
    expect(
      strategy.batch!(
        [
          'https://example.kz/',
          'https://example.kz/other/',
          'https://else.kz/ru/x/',
          'https://example.kz/ru/',
          'https://example.kz/ru/a.pdf',
          'no address',
        ],
        site,
      ),
    ).toEqual([])
  })

  test('long Cyrillic addresses are spread over requests a server accepts', () => {
    const long = Array.from(
      { length: 50 },
      (_, i) => `https://example.kz/ru/${encodeURIComponent(`очень длинный адрес новости о полиции ${i}`)}/`,
    )
    const batches = strategy.batch!(long, site)
    expect(batches.length).toBeGreaterThan(1)
    expect(batches.flatMap(({ urls }) => urls)).toEqual(long)
    for (const { request } of batches) expect(request.url.length).toBeLessThan(8000)
  })

  test('each post is handed to the address that asked for it, however it is written', () => {
    const urls = [
      'https://www.example.kz/ru/post-1',
      'https://example.kz/ru/post-404/',
      'https://example.kz/ru/?p=3',
    ]
    const [bySlug] = strategy.batch!(urls.slice(0, 2), site)
    const found = strategy.parseBatch!(answer(bySlug!.request.url, [post(1), post(3)]), urls, site)
    expect([...found.keys()]).toEqual([urls[0], urls[2]])
    expect(found.get(urls[0]!)!.url).toBe('https://example.kz/ru/post-1/')
  })
})
