import { describe, expect, test } from 'vitest'
import {
  dateInUrl,
  heading,
  htmlList,
  image,
  inUrl,
  isoDate,
  joined,
  matching,
  printedDate,
  text,
  texts,
  url,
} from '../../../src/connector/index.ts'
import { answer, site } from './answers.ts'

const list = 'https://example.kz/ru/news/'

describe('a list', () => {
  const strategy = htmlList({
    url: list,
    item: '.row',
    fields: {
      url: url('a'),
      title: text('a'),
      publishedAt: isoDate('time'),
      images: image('.pic'),
      tags: texts('.tag'),
    },
    next: { url: 'https://example.kz/ru/news/page/{n}/' },
  })
  const html = `<div class="row"><a href="../1/?a=b">  Первая
      новость </a><time datetime="2025-08-28T10:00:00+05:00">вчера</time><span class="tag">а</span><span class="tag">б</span>
      <div class="pic" style="background-image: url('/img/1.jpg')"></div></div>
    <div class="row"><a href="/ru/2/">Вторая</a><div class="pic"><img src="data:image/gif;base64,x" data-src="//cdn.example.kz/2.jpg" alt="Изъятое"></div></div>
    <div class="row">реклама</div>
    <div class="row"><a href="javascript:void(0)">Ещё</a></div>
    <div class="row"><a href="/ru/2/">Вторая</a></div>`

  test('gives entries with absolute addresses; adverts and repeats are none', () => {
    const { items } = strategy.parse(answer(list, html), site, {})
    expect(items).toEqual([
      {
        url: 'https://example.kz/ru/1/?a=b',
        title: 'Первая новость',
        publishedAt: '2025-08-28T10:00:00+05:00',
        images: [{ url: 'https://example.kz/img/1.jpg' }],
        tags: ['а', 'б'],
      },
      {
        url: 'https://example.kz/ru/2/',
        title: 'Вторая',
        images: [{ url: 'https://cdn.example.kz/2.jpg', alt: 'Изъятое' }],
      },
    ])
  })

  test('declares what its connector names, so that a changed layout is noticed', () => {
    expect(strategy.declares).toEqual(['url', 'title', 'publishedAt', 'images', 'tags'])
  })

  test('resolves links from where redirects led', () => {
    const { items } = strategy.parse(
      answer(list, html, { url: 'https://www.example.kz/ru/novosti/' }),
      site,
      {},
    )
    expect(items[0]!.url).toBe('https://www.example.kz/ru/1/?a=b')
  })

  test('goes on to older pages, and stops where a page is empty', () => {
    const second = strategy.parse(answer(list, html), site, {}).next!
    expect(second.url).toBe('https://example.kz/ru/news/page/2/')
    expect(strategy.parse(answer(second.url, html), site, {}).next!.url).toBe(
      'https://example.kz/ru/news/page/3/',
    )
    expect(strategy.parse(answer(second.url, ''), site, {})).toEqual({ items: [] })
  })

  test('says nothing rather than something wrong when the layout changed', () => {
    expect(
      strategy.parse(answer(list, '<div class="new-row"><a href="/1">x</a></div>'), site, {}).items,
    ).toEqual([])
  })
})

describe('paging', () => {
  const fields = { url: url('a') }
  const one = '<a class="row" href="/1/">x</a><a class="next" href="?PAGEN_1=2">→</a>'

  test('by offsets', () => {
    const strategy = htmlList({
      url: list,
      item: '.row',
      fields,
      next: { url: `${list}?start={n}`, first: 12, step: 12 },
    })
    expect(strategy.parse(answer(list, one), site, {}).next!.url).toBe(`${list}?start=12`)
    expect(strategy.parse(answer(`${list}?start=12`, one), site, {}).next!.url).toBe(`${list}?start=24`)
  })

  test('by the link to the next page', () => {
    const strategy = htmlList({ url: list, item: '.row', fields, next: { link: 'a.next' } })
    expect(strategy.parse(answer(list, one), site, {}).next!.url).toBe(`${list}?PAGEN_1=2`)
  })
})

describe('fields', () => {
  const read = (html: string, fields: Parameters<typeof htmlList>[0]['fields']) =>
    htmlList({ url: list, item: '.row', fields }).parse(answer(list, html), site, {}).items

  test('a day heading and a time make one printed date', () => {
    const html =
      '<ul><li><h2>21 февраля</h2></li><li class="row"><span>18:48</span><a href="/a">А</a></li><li class="row"><span>17:02</span><a href="/b">Б</a></li><li><h2>20 февраля</h2></li><li class="row"><span>23:10</span><a href="/c">В</a></li></ul>'
    const items = read(html, {
      url: url('a'),
      publishedAt: printedDate(joined(heading('li:has(h2)'), text('span'))),
    })
    expect(items.map(({ publishedAt }) => publishedAt)).toEqual([
      '21 февраля 18:48',
      '21 февраля 17:02',
      '20 февраля 23:10',
    ])
  })

  test('the day and the number can be in the address', () => {
    const html =
      '<div class="row"><a href="/2024/4/29/item_815">А</a></div><div class="row"><a href="/2024/07/x">Б</a></div>'
    const items = read(html, { url: url('a'), publishedAt: dateInUrl(), externalId: inUrl(/_(\d+)$/) })
    expect(items).toMatchObject([
      { publishedAt: '2024-04-29', externalId: '815' },
      { publishedAt: '2024-07' },
    ])
    expect(items[1]).not.toHaveProperty('externalId')
  })

  test('an ambiguous date carries its format; a missing one does not', () => {
    const html =
      '<div class="row"><a href="/1">А</a><i>Published 03/04/2014, views 5</i></div><div class="row"><a href="/2">Б</a></div>'
    const items = read(html, {
      url: url('a'),
      publishedAt: printedDate('i', { pattern: /\d\d\/\d\d\/\d{4}/, format: 'MM/dd/yyyy' }),
    })
    expect(items).toEqual([
      { url: 'https://example.kz/1', publishedAt: '03/04/2014', dateFormat: 'MM/dd/yyyy' },
      { url: 'https://example.kz/2' },
    ])
  })

  test('the entry itself can be the link', () => {
    const items = read('<a class="row" href="/1">Новость (24)</a>', {
      url: url(),
      title: matching(text(), /^[^(]+(?= \()/),
    })
    expect(items).toEqual([{ url: 'https://example.kz/1', title: 'Новость' }])
  })
})

describe('the article', () => {
  const strategy = htmlList({
    url: list,
    item: '.row',
    fields: { url: url('a'), title: text('a'), publishedAt: printedDate('i') },
    article: {
      title: 'h1',
      body: '.body',
      remove: ['.share'],
      fields: { tags: texts('.tag') },
      at: (address) => address.replace('example', 'lite.example'),
    },
  })
  const listed = { url: 'https://example.kz/1', title: 'Полиция изъяла крупную…', publishedAt: '28.08.2025' }
  const html =
    '<html><head><meta property="article:published_time" content="2025-08-28T10:00:00+05:00"></head><body><h1>Полиция изъяла крупную партию</h1><div class="body"><p>Текст о том, что полиция изъяла крупную партию веществ.</p><p class="share">Поделиться</p></div><b class="tag">Шымкент</b></body></html>'

  test('is asked where the connector says', () => {
    expect(strategy.article!(listed, site)).toMatchObject({
      url: 'https://lite.example.kz/1',
      expect: 'html',
    })
  })

  test('gives the text; a cut title and a bare day are replaced by the whole ones', () => {
    const item = strategy.readArticle!(answer('https://lite.example.kz/1', html), listed, site)
    expect(item).toMatchObject({
      url: listed.url,
      title: 'Полиция изъяла крупную партию',
      publishedAt: '2025-08-28T10:00:00+05:00',
      tags: ['Шымкент'],
    })
    expect(item.html).toContain('полиция изъяла крупную партию веществ')
    expect(item.html).not.toContain('Поделиться')
  })

  test('leaves a whole title and an instant of the list alone', () => {
    const whole = { ...listed, title: 'Изъята партия', publishedAt: '2025-08-28T09:00:00+05:00' }
    expect(strategy.readArticle!(answer('https://lite.example.kz/1', html), whole, site)).toMatchObject({
      title: whole.title,
      publishedAt: whole.publishedAt,
    })
  })
})
