import { describe, expect, test } from 'vitest'
import { epochMs, jsonApi, jsonDetail, nextData, template, valueAt } from '../../../src/connector/index.ts'
import { SourceChanged } from '../../../src/model/errors.ts'
import { answer, site } from './answers.ts'

const address = 'https://api.example.kz/news?page=1&size=20'
const strategy = jsonApi({
  url: address,
  headers: { code: 'iiv' },
  fields: {
    url: template('https://example.kz/news/{id}?lang=ru'),
    title: ['title', 'name'],
    html: 'body',
    publishedAt: 'date',
    images: ['images', 'heropic'],
    tags: 'category',
    externalId: 'id',
  },
  page: { parameter: 'page', total: 'total_page' },
})
const entry = {
  id: 5,
  title: 'Изъято &quot;сырьё&quot;',
  body: '<p>Текст</p>',
  date: '2025-08-28 10:00:00',
  images: [{ url: '/a.jpg' }],
  category: { title: 'Новости' },
}
const item = {
  url: 'https://example.kz/news/5?lang=ru',
  title: 'Изъято "сырьё"',
  html: '<p>Текст</p>',
  publishedAt: '2025-08-28 10:00:00',
  images: [{ url: 'https://example.kz/a.jpg' }],
  tags: ['Новости'],
  externalId: '5',
}

describe('the list', () => {
  test.each([
    ['a bare array', [entry]],
    ['content', { content: [entry], totalElements: 1 }],
    ['data', { data: [entry], total_page: 1 }],
  ])('is read from %s', (_, body) => {
    expect(strategy.parse(answer(address, body), site, {}).items).toEqual([item])
  })

  test('is asked with the headers the site insists on, on every page', () => {
    expect(strategy.first({}, site)).toEqual({ url: address, expect: 'json', headers: { code: 'iiv' } })
    const { next } = strategy.parse(answer(address, { data: [entry], total_page: 2 }), site, {})
    expect(next).toMatchObject({
      url: 'https://api.example.kz/news?page=2&size=20',
      headers: { code: 'iiv' },
    })
    expect(strategy.parse(answer(next!.url, { data: [entry], total_page: 2 }), site, {}).next).toBeUndefined()
  })

  test('falls from one name of a field to the next, and leaves out what is missing', () => {
    const { items } = strategy.parse(
      answer(address, [{ id: 6, name: 'Имя', title: '', images: [], heropic: 'https://cdn.kz/b.jpg' }]),
      site,
      {},
    )
    expect(items).toEqual([
      {
        url: 'https://example.kz/news/6?lang=ru',
        title: 'Имя',
        images: [{ url: 'https://cdn.kz/b.jpg' }],
        externalId: '6',
      },
    ])
  })

  test('loses one broken entry, not the list', () => {
    const { items } = strategy.parse(answer(address, [null, 'x', entry]), site, {})
    expect(items.filter(({ url }) => url)).toEqual([item])
  })

  test.each([
    ['a shell page', '<!doctype html><div id=root></div>'],
    ['another shape', { status: 'ok', payload: {} }],
  ])('says the site changed when it answers with %s', (_, body) => {
    expect(() => strategy.parse(answer(address, body), site, {})).toThrow(SourceChanged)
  })
})

test('a GraphQL query goes out as a body; milliseconds come back as an instant', () => {
  const body = '{"query":"{ getPosts { nodes { url created } } }"}'
  const graphql = jsonApi({
    url: 'https://example.kz/graphql',
    method: 'POST',
    body,
    items: 'data.getPosts.nodes',
    fields: { url: 'url', publishedAt: epochMs('created') },
  })
  expect(graphql.first({}, site)).toMatchObject({ method: 'POST', body })
  const { items } = graphql.parse(
    answer('https://example.kz/graphql', {
      data: { getPosts: { nodes: [{ url: '/2025/08/18/x/', created: '1755500000000' }] } },
    }),
    site,
    {},
  )
  expect(items).toEqual([
    { url: 'https://example.kz/2025/08/18/x/', publishedAt: '2025-08-18T06:53:20.000Z' },
  ])
})

describe('the text of an entry', () => {
  const listed = { url: 'https://example.kz/posts/slug_789', title: 'Заголовок' }
  const fields = { html: 'content', images: 'files.0.src' }

  test('from a JSON address of its own, keyed by the list or by the address', () => {
    const withDetail = jsonApi({
      url: address,
      fields: { url: 'url' },
      article: jsonDetail({ url: 'https://api.example.kz/posts/{id}', id: /_(\d+)$/, at: 'data', fields }),
    })
    expect(withDetail.article!(listed, site)!.url).toBe('https://api.example.kz/posts/789')
    expect(withDetail.article!({ ...listed, externalId: '12' }, site)!.url).toBe(
      'https://api.example.kz/posts/12',
    )
    const read = withDetail.readArticle!(
      answer('https://api.example.kz/posts/789', {
        data: { content: '<p>Т</p>', files: [{ src: '/f.jpg' }] },
      }),
      listed,
      site,
    )
    expect(read).toEqual({ ...listed, html: '<p>Т</p>', images: [{ url: 'https://example.kz/f.jpg' }] })
  })

  test('from the data block of a Next.js page, or from the page where there is none', () => {
    const withNext = jsonApi({
      url: address,
      fields: { url: 'url' },
      article: nextData({ at: ['props.pageProps.old', 'props.pageProps.news'], fields }),
    })
    const data = JSON.stringify({ props: { pageProps: { news: { content: '<p>Т</p>' } } } })
    const html = `<html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${data}</script></body></html>`
    expect(withNext.readArticle!(answer(listed.url, html), listed, site)).toEqual({
      ...listed,
      html: '<p>Т</p>',
    })
    const plain =
      '<html><body><article><h1>Заголовок</h1><p>Полиция сообщила, что изъята крупная партия веществ, а подозреваемые задержаны.</p></article></body></html>'
    const read = withNext.readArticle!(answer(listed.url, plain), listed, site)
    expect(read.html ?? read.text).toContain('крупная партия')
  })
})

test('paths reach into own properties only', () => {
  expect(valueAt({ a: [{ b: 0 }] }, 'a.0.b')).toBe(0)
  expect(valueAt({ a: null }, 'a')).toBeUndefined()
  expect(valueAt({}, 'constructor.name')).toBeUndefined()
})
