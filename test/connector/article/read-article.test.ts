import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../../src/connector/article/read-article.ts'
import { samplePages } from './sample-pages.ts'
import { english, russian } from './sample-texts.ts'

const url = 'https://example.org/news/1'
const page = (head: string, body: string, attributes = '') =>
  `<!doctype html><html ${attributes}><head>${head}</head><body>${body}</body></html>`
const story = english.map((text) => `<p>${text}</p>`).join('')

describe('reads pages of every kind of site', () => {
  test.each(samplePages.map(({ name, ...rest }) => [name, rest] as const))('%s', (_, sample) => {
    const article = readArticle(sample.html, { url: sample.url })
    expect(article.title).toBe(sample.title)
    expect(f1(article.text, sample.text.join('\n\n'))).toBeGreaterThan(0.95)
    for (const paragraph of sample.text) expect(article.text).toContain(paragraph)
    expect(article.publishedOn ?? null).toBe(sample.day)
    expect(article.language).toBe(sample.language)
  })

  test('each of them twice alike', () => {
    for (const sample of samplePages) {
      expect(readArticle(sample.html, { url: sample.url })).toEqual(
        readArticle(sample.html, { url: sample.url }),
      )
    }
  })
})

describe('selectors of the site come first', () => {
  const html = page(
    '<meta property="article:published_time" content="2020-01-01">',
    `<h1>Site</h1><h2 class="t">Own title</h2><div class="d">12 мая 2023 г. 18:48</div><div class="b"><p>Short.</p><div class="banner">Buy</div></div><div>${story}</div>`,
    'lang="ru"',
  )
  test('for title, date and body, with parts taken out', () => {
    const selectors = { title: '.t', body: '.b', date: '.d', remove: ['.banner'] }
    expect(readArticle(html, { url, selectors })).toMatchObject({
      title: 'Own title',
      text: 'Short.',
      publishedAt: '12 мая 2023 г. 18:48',
      publishedOn: '2023-05-12',
      publishedFrom: 'selector',
    })
  })

  test('one that finds nothing leaves the page to be read as any other', () => {
    const article = readArticle(html, { url, selectors: { title: '.x', body: '.y', date: '.z' } })
    expect(article.text).toContain(english[4])
    expect(article).toMatchObject({ title: 'Site', publishedFrom: 'meta' })
  })

  test('one that is no CSS is a mistake worth an error', () => {
    expect(() => readArticle(html, { url, selectors: { body: '..' } })).toThrow()
  })
})

describe('tells when it was published, as printed, and the day where print alone tells', () => {
  const days: [string, string, string, string?][] = [
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-04-29T23:30:00+05:00"}</script>',
      '2024-04-29',
    ],
    [
      'JSON-LD in an array, in a comment',
      '<script type="application/ld+json"><!-- [{"@type":"Organization"},{"@type":"BlogPosting","datePublished":"2024-04-29"}] --></script>',
      '2024-04-29',
    ],
    [
      'JSON-LD with a raw line break',
      '<script type="application/ld+json">{"@type":"Article","description":"a\nb","datePublished":"2024-04-29"}</script>',
      '2024-04-29',
    ],
    [
      'JSON-LD broken by a quote',
      '<script type="application/ld+json">{"@type":"Article","headline":"a "b" c","datePublished":"2024-04-29"}</script>',
      '2024-04-29',
    ],
    [
      'article meta',
      '<meta property="article:published_time" content="2024-04-29T10:00:00+0500">',
      '2024-04-29',
    ],
    ['RFC 2822 meta', '<meta name="pubdate" content="Mon, 29 Apr 2024 10:00:00 GMT">', '2024-04-29'],
    ['compact meta', '<meta name="sailthru.date" content="20240429">', '2024-04-29'],
    ['Dublin Core', '<meta name="DC.date.issued" content="2024-04-29">', '2024-04-29'],
    ['microdata', '<span itemprop="datePublished">29/04/2024</span>', '2024-04-29'],
    ['time element', '<article><time datetime="2024-04-29 10:00">yesterday</time></article>', '2024-04-29'],
    ['epoch attribute', '<div data-timestamp="1714384800"></div>', '2024-04-29'],
    ['Russian words', '<div class="date">29 апреля 2024 г.</div>', '2024-04-29', 'ru'],
    ['English words', '<div class="dateline">April 29th, 2024</div>', '2024-04-29', 'en'],
    ['Spanish words', '<div class="fecha date">29 de abril de 2024</div>', '2024-04-29', 'es'],
    ['Polish words', '<div class="date">29 kwietnia 2024</div>', '2024-04-29', 'pl'],
    ['Uzbek words', '<div class="date">2024-yil 29-aprel</div>', '2024-04-29', 'uz'],
    ['Chinese', '<div class="date">2024年4月29日</div>', '2024-04-29', 'zh'],
    ['dots', '<div class="published">29.04.2024 10:15</div>', '2024-04-29'],
    ['two-digit year', '<div class="published">29.04.24</div>', '2024-04-29'],
    ['British slashes', '<div class="published">04/05/2024</div>', '2024-05-04', 'en-GB'],
    ['American slashes', '<div class="published">04/05/2024</div>', '2024-04-05', 'en-US'],
  ]
  test.each(days)('%s', (_, markup, day, language) => {
    expect(
      readArticle(page(markup, `<h1>Title</h1>${markup}${story}`, language ? `lang="${language}"` : ''), {
        url,
      }).publishedOn,
    ).toBe(day)
  })

  test('the day of an instant is told in the zone of the site', () => {
    const html = page('<meta property="article:published_time" content="2024-04-29T20:30:00Z">', story)
    expect(readArticle(html, { url, timeZone: 'Asia/Almaty' })).toMatchObject({
      publishedAt: '2024-04-29T20:30:00Z',
      publishedOn: '2024-04-30',
    })
    expect(readArticle(html, { url }).publishedOn).toBe('2024-04-29')
  })

  test('the day in the address', () => {
    expect(readArticle(page('', story), { url: 'https://e.kz/2024/04/29/slug/' })).toMatchObject({
      publishedOn: '2024-04-29',
      publishedFrom: 'url',
    })
    expect(readArticle(page('', story), { url: 'https://e.kz/2024/44/29/slug/' }).publishedOn).toBeUndefined()
  })

  test('nothing is invented where nothing is printed', () => {
    const article = readArticle(page('', `<h1>Title</h1>${story}`), { url })
    expect(article).not.toHaveProperty('publishedAt')
    expect(article).not.toHaveProperty('publishedOn')
  })

  test('what needs a language engine is kept as printed', () => {
    expect(readArticle(page('', `<h1>T</h1><time>Вчера, 14:13</time>${story}`), { url })).toMatchObject({
      publishedAt: 'Вчера, 14:13',
    })
  })
})

describe('reads the rest of the page', () => {
  const html = page(
    '<base href="/ru/"><link rel="canonical" href="/ru/1?utm_source=x"><meta property="og:image" content="/lead.jpg"><meta name="description" content="A &amp;amp; B"><meta property="article:modified_time" content="2024-05-01"><meta property="og:locale" content="kk_KZ">',
    `<h1>T</h1><article>${story}<p><img src="in.jpg" alt="Cargo"> <a href="next">next</a></p></article>`,
  )
  test('pictures, summary, canonical address, change and language', () => {
    expect(readArticle(html, { url, language: 'ru' })).toMatchObject({
      images: [
        { url: 'https://example.org/lead.jpg' },
        { url: 'https://example.org/ru/in.jpg', alt: 'Cargo' },
      ],
      summary: 'A & B',
      canonical: 'https://example.org/ru/1',
      modifiedAt: '2024-05-01',
      language: 'kk-KZ',
    })
  })

  test('links of the body are absolute and the markup is safe', () => {
    const hostile = html.replace(
      'next</a>',
      'next</a><a href="javascript:x">j</a><img src=x onerror=alert(1)>',
    )
    const body = readArticle(hostile, { url }).html
    expect(body).toContain('href="https://example.org/ru/next"')
    expect(body).not.toMatch(/javascript:|onerror/)
  })

  test('a front page given as canonical is not believed', () => {
    expect(readArticle(page('<link rel="canonical" href="/">', story), { url })).not.toHaveProperty(
      'canonical',
    )
  })

  test('the title is the heading readers see, without the name of the site', () => {
    const title = (head: string, body: string) => readArticle(page(head, body + story), { url }).title
    expect(title('<title>Big seizure at the border | Site</title>', '')).toBe('Big seizure at the border')
    expect(
      title(
        '<title>Big seizure at the border - Site</title><meta property="og:site_name" content="Site">',
        '<h1>Logo</h1><h1>Other</h1>',
      ),
    ).toBe('Big seizure at the border')
    expect(
      title(
        '<meta property="og:title" content="Big seizure at the border">',
        '<h1>Site</h1><h1>Big seizure at the border</h1>',
      ),
    ).toBe('Big seizure at the border')
  })
})

describe('whatever the page', () => {
  test.each([
    ['nothing', ''],
    ['text', 'word word'],
    ['brackets', '<'.repeat(100_000)],
    ['100,000 open divisions', '<div>'.repeat(100_000)],
    ['open divisions and paragraphs', '<div><p>x '.repeat(20_000)],
    ['open scripts', '<script>'.repeat(50_000)],
    ['a frame set', '<frameset><frame></frameset>'],
    ['JSON', '{"a":1}'],
    ['another root', '<document><p>x</p></document>'],
    ['many dates', '<span class="date">x</span>'.repeat(5_000)],
  ])('%s is read without an error', (_, html) => {
    expect(readArticle(html, { url })).toMatchObject({ images: [] })
  })

  test('text without any markup an article reader likes is still found', () => {
    const text = russian.join(' ')
    expect(readArticle(`<document><type>x</type><pre>${text}</pre></document>`, { url }).text).toContain(text)
  })

  test('any mutation of a page is read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samplePages),
        fc.array(
          fc.tuple(
            fc.nat(6000),
            fc.nat(200),
            fc.constantFrom(
              '',
              '<',
              '>',
              '"',
              '</div>',
              '<script>',
              '<!--',
              '</body>',
              '<body>',
              '\0',
              '<table>',
              '<template>',
              '{',
              '\ud800',
            ),
          ),
          { maxLength: 8 },
        ),
        ({ html, url }, edits) => {
          const mutated = edits.reduce(
            (text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length),
            html,
          )
          const article = readArticle(mutated, { url })
          expect(typeof article.text).toBe('string')
          expect(article.publishedOn ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d$/)
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** F1 of the words of two texts. */
function f1(found: string, expected: string): number {
  const count = (text: string) => {
    const words = new Map<string, number>()
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      words.set(word, (words.get(word) ?? 0) + 1)
    return words
  }
  const [a, b] = [count(found), count(expected)]
  const sum = (words: Map<string, number>) => [...words.values()].reduce((total, n) => total + n, 0)
  const shared = [...a].reduce((total, [word, n]) => total + Math.min(n, b.get(word) ?? 0), 0)
  return (2 * shared) / (sum(a) + sum(b))
}
