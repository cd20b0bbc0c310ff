import { describe, expect, test } from 'vitest'
import { feed, joomlaK2 } from '../../../src/connector/index.ts'
import { answer, site } from './answers.ts'

const address = 'https://example.kz/rss'
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru"><channel><title>Т</title><link>https://example.kz/</link>${items}</channel></rss>`
const item = (inner: string, id = 1) =>
  `<item><title>Изъято</title><link>https://example.kz/${id}</link><pubDate>Thu, 28 Aug 2025 10:00:00 +0500</pubDate>${inner}</item>`

describe('a feed', () => {
  const strategy = feed({ url: address })

  test.each([
    ['content:encoded', '<content:encoded><![CDATA[<p>Весь текст</p>]]></content:encoded>'],
    ['Yandex full-text', '<yandex:full-text>Весь текст</yandex:full-text>'],
  ])('that carries the text in %s needs no article page', (_, inner) => {
    const { items } = strategy.parse(answer(address, rss(item(inner))), site, {})
    expect(items[0]!.html ?? items[0]!.text).toContain('Весь текст')
    expect(strategy.article!(items[0]!, site)).toBeNull()
  })

  test('that carries only a summary has its articles read, and keeps its own date', () => {
    const { items } = strategy.parse(
      answer(address, rss(item('<description>Коротко</description>'))),
      site,
      {},
    )
    expect(strategy.article!(items[0]!, site)).toEqual({ url: 'https://example.kz/1', expect: 'html' })
    const page =
      '<html><body><article><h1>Изъято</h1><p>Полиция сообщила, что изъята крупная партия веществ, подозреваемые задержаны.</p></article></body></html>'
    const read = strategy.readArticle!(answer('https://example.kz/1', page), items[0]!, site)
    expect(read).toMatchObject({ summary: 'Коротко', publishedAt: 'Thu, 28 Aug 2025 10:00:00 +0500' })
    expect(read.html).toContain('крупная партия')
  })

  test('reads no article where the connector says the feed is all there is', () => {
    const alone = feed({ url: address, article: false })
    expect(alone.article!({ url: 'https://example.kz/1' }, site)).toBeNull()
  })

  test('is asked for with the headers the site insists on', () => {
    expect(feed({ url: address, headers: { 'user-agent': 'reader' } }).first({}, site)).toEqual({
      url: address,
      expect: 'feed',
      headers: { 'user-agent': 'reader' },
    })
  })

  test('that is a page in disguise is told, not taken for no news', () => {
    expect(() =>
      strategy.parse(answer(address, '<!doctype html><html><body>Вход</body></html>'), site, {}),
    ).toThrow(/feed/i)
  })
})

describe('Joomla with K2', () => {
  const list = 'https://example.kz/index.php/novosti'

  test('asks the feed of the list and takes the description for the text', () => {
    const strategy = joomlaK2({ list })
    expect(strategy.first({}, site).url).toBe(`${list}?format=feed&type=rss`)
    const html =
      '<![CDATA[<div class="K2FeedIntroText"><p>Начало.</p></div><div class="K2FeedFullText"><p>Продолжение.</p></div>]]>'
    const { items } = strategy.parse(
      answer(address, rss(item(`<description>${html}</description>`))),
      site,
      {},
    )
    expect(items[0]!.text).toBe('Начало.\n\nПродолжение.')
    expect(strategy.article!(items[0]!, site)).toBeNull()
  })

  const entry = (id: number) => `<div class="itemContainer"><div class="catItemView">
    <span class="catItemDateCreated"> Tuesday, 16 September 2025 09:06 </span>
    <h3 class="catItemTitle"><a href="/index.php/novosti/item/${id}-sovet"> Совет прошёл </a></h3>
    <div class="catItemImageBlock"><span class="catItemImage"><a href="#"><img src="/media/k2/${id}_M.jpg" alt="Совет"></a></span></div>
    <div class="catItemIntroText"><p>Вступление.</p></div></div></div>`

  test('reads the list by its own classes, twelve a page', () => {
    const strategy = joomlaK2({ list, read: 'page' })
    const { items, next } = strategy.parse(
      answer(list, `<div class="itemListView">${entry(2630)}${entry(2631)}</div>`),
      site,
      {},
    )
    expect(items).toHaveLength(2)
    expect(items[0]).toEqual({
      url: 'https://example.kz/index.php/novosti/item/2630-sovet',
      title: 'Совет прошёл',
      publishedAt: 'Tuesday, 16 September 2025 09:06',
      summary: 'Вступление.',
      images: [{ url: 'https://example.kz/media/k2/2630_M.jpg', alt: 'Совет' }],
      externalId: '2630',
    })
    expect(next!.url).toBe(`${list}?start=12`)
    expect(strategy.parse(answer(next!.url, entry(1)), site, {}).next!.url).toBe(`${list}?start=24`)
  })

  test('reads an item without its rating, counter and gallery', () => {
    const strategy = joomlaK2({ list, read: 'page' })
    const page = `<html><body><div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">Tuesday, 16 September 2025 09:06</span><h2 class="itemTitle">Совет прошёл</h2></div>
      <div class="itemRatingBlock">Rate this item</div><div class="itemBody"><div class="itemIntroText"><p>В столице прошёл совет по противодействию наркотикам.</p></div><div class="itemFullText"><p>Участники утвердили план совместных операций.</p></div>
      <div class="itemContentFooter"><span class="itemHits">Read <b>811</b> times</span></div></div><div class="itemImageGallery">Image Gallery</div></div></body></html>`
    const read = strategy.readArticle!(
      answer(`${list}/item/1`, page),
      { url: `${list}/item/1`, title: 'Совет прошёл' },
      site,
    )
    expect(read.html).toContain('утвердили план')
    expect(read.html).toContain('В столице')
    expect(read.html).not.toMatch(/811|Gallery|Rate this/)
  })
})
