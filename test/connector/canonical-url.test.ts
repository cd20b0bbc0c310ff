import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalUrl } from '../../src/connector/canonical-url.ts'
import { sameAddressKey } from '../../src/connector/same-address-key.ts'

describe('gives every spelling of an address one form', () => {
  test.each([
    ['the host in capitals', 'HTTP://Example.COM/Path', 'http://example.com/Path'],
    ['no path', 'https://example.com', 'https://example.com/'],
    ['the final dot of the host', 'https://example.com./a', 'https://example.com/a'],
    ['the default port of http', 'http://example.com:80/a', 'http://example.com/a'],
    ['the default port of https', 'https://example.com:443/a', 'https://example.com/a'],
    ['an empty port', 'http://example.com:/a', 'http://example.com/a'],
    ['another port is kept', 'http://example.com:8080/a', 'http://example.com:8080/a'],
    ['dot segments', 'https://example.com/a/./b/../c', 'https://example.com/a/c'],
    ['encoded dot segments', 'https://example.com/a/%2e%2E/c', 'https://example.com/c'],
    ['too many parents', 'https://example.com/../../a', 'https://example.com/a'],
    ['doubled slashes', 'https://example.com//a///b', 'https://example.com/a/b'],
    [
      'an address within the path',
      'https://web.example.org/2020/http://a.ru/b',
      'https://web.example.org/2020/http://a.ru/b',
    ],
    ['backslashes', 'http:\\\\example.com\\a', 'http://example.com/a'],
    ['encoded unreserved characters', 'https://example.com/%7Ej%61ne%2D%5f', 'https://example.com/~jane-_'],
    ['hex digits in lower case', 'https://example.com/a%2fb?q=%d0%b0', 'https://example.com/a%2Fb?q=%D0%B0'],
    [
      'letters not encoded',
      'https://example.com/новости',
      'https://example.com/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8',
    ],
    ['a stray per cent', 'https://example.com/100%', 'https://example.com/100%25'],
    ['what the grammar forbids', 'https://example.com/a|b[c]', 'https://example.com/a%7Cb%5Bc%5D'],
    ['a fragment', 'https://example.com/a#comments', 'https://example.com/a'],
    ['an empty query', 'https://example.com/a?', 'https://example.com/a'],
    ['empty parameters', 'https://example.com/a?&b=1&&c=2&', 'https://example.com/a?b=1&c=2'],
    ['escaped ampersands', 'https://example.com/a?b=1&amp;c=2', 'https://example.com/a?b=1&c=2'],
    ['a name in its own script', 'https://мвд.рф/news/item/1', 'https://xn--b1aew.xn--p1ai/news/item/1'],
    ['that name in capitals', 'https://МВД.РФ/news/item/1', 'https://xn--b1aew.xn--p1ai/news/item/1'],
    ['a regional host', 'https://16.мвд.рф/a', 'https://16.xn--b1aew.xn--p1ai/a'],
    [
      'its misprint in releases',
      'https://xn--b1aew.xn--plai/news/item/63509817/',
      'https://xn--b1aew.xn--p1ai/news/item/63509817/',
    ],
    ['the misprint without scheme', 'xn--b1aew.xn--plai/news', 'https://xn--b1aew.xn--p1ai/news'],
    [
      'the misprint within a path is no misprint',
      'https://example.com/xn--plai',
      'https://example.com/xn--plai',
    ],
    ['a bare host', 'polisia.kz', 'https://polisia.kz/'],
    ['a bare host in its own script', 'мвд.рф/news', 'https://xn--b1aew.xn--p1ai/news'],
    ['no scheme', '//example.com/a', 'https://example.com/a'],
    ['the scheme twice', 'http://https://example.com/a', 'https://example.com/a'],
    ['a session id', 'https://example.com/a;jsessionid=1A2B?PHPSESSID=9&id=7', 'https://example.com/a?id=7'],
    ['line breaks inside', 'https://example.com/a\n\tb', 'https://example.com/ab'],
    ['angle brackets around', '<https://example.com/a>', 'https://example.com/a'],
    ['a sentence around', '(https://example.com/a).', 'https://example.com/a'],
    ['quotes around', '«https://example.com/a»,', 'https://example.com/a'],
    [
      'white space and zero-width characters around',
      '\u200b \u00a0https://example.com/a \ufeff',
      'https://example.com/a',
    ],
    ['a bracket that belongs to it', 'https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['an address in numbers', 'http://0x7f.1/', 'http://127.0.0.1/'],
    ['an IPv6 address', 'http://[::1]:80/', 'http://[::1]/'],
  ])('%s', (_, address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical)
  })
})

describe('drops what says how the reader came', () => {
  test.each(
    'utm_source=x utm_medium=x UTM_Campaign=x fbclid=x gclid=x yclid=x ysclid=x _openstat=x from=rss mc_cid=x mc_eid=x msclkid=x igshid=x _ga=x mkt_tok=x pk_campaign=x mtm_source=x ref=twitter source=feedburner at_medium=x erid=x'.split(
      ' ',
    ),
  )('%s', (parameter) => {
    expect(canonicalUrl(`https://example.com/a?id=1&${parameter}&p=2`)).toBe('https://example.com/a?id=1&p=2')
    expect(canonicalUrl(`https://example.com/a?${parameter}`)).toBe('https://example.com/a')
  })

  test.each(
    'from=2024-01-01 ref=42 source=mvd p=7 lang=kk full_version=1 id=utm_source page=2 a=1&a=2 b&a'.split(
      ' ',
    ),
  )('but keeps %s', (parameter) => {
    expect(canonicalUrl(`https://example.com/a?${parameter}`)).toBe(`https://example.com/a?${parameter}`)
  })
})

describe('resolves what stands in a page', () => {
  test.each([
    ['../x?utm_source=a#b', 'https://example.com/c/x'],
    ['/x', 'https://example.com/x'],
    ['//other.org/x', 'https://other.org/x'],
    ['?page=2', 'https://example.com/c/d/?page=2'],
    ['', 'https://example.com/c/d/'],
    ['news.kz', 'https://example.com/c/d/news.kz'],
  ])('%j', (href, canonical) => {
    expect(canonicalUrl(href, 'https://example.com/c/d/')).toBe(canonical)
  })
})

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'mailto:a@example.com',
  'ftp://example.com/',
  'tel:102',
  'https://user:secret@example.com/',
  'https://user@example.com/',
  'https://',
  'https://a..b/',
  'http://a b.com/',
  'hello world',
  'localhost:4000',
  'foo.notadomain',
  '',
  '...',
  `https://example.com/${'a'.repeat(10_000)}`,
])('%j is no address', (address) => {
  expect(canonicalUrl(address)).toBeNull()
})

test('javascript in a page is no address either', () => {
  expect(canonicalUrl('javascript:void(0)', 'https://example.com/')).toBeNull()
})

describe('whatever it is given', () => {
  const pieces = fc.constantFrom(
    'https://',
    'http:',
    '//',
    '/',
    '\\',
    '..',
    '.',
    '%',
    '%2e',
    '%25',
    '%34',
    '?',
    '&',
    '=',
    '#',
    ';jsessionid=1',
    'utm_source',
    'from',
    'rss',
    ':80',
    '@',
    '(',
    ')',
    '»',
    'мвд.рф',
    'xn--plai',
    'example.com',
    '[',
    ']',
    '|',
    ' ',
    '\t',
    'a',
    'ъ',
    '&amp;',
    '\u200b',
    '\ud800',
  )
  const anything = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join('')),
    fc.array(pieces).map((parts) => `https://e.kz/${parts.join('')}`),
  )

  test('the canonical form of a canonical form is itself', () => {
    fc.assert(
      fc.property(
        anything,
        fc.option(fc.constant('https://example.com/a/b?c'), { nil: undefined }),
        (address, base) => {
          const canonical = canonicalUrl(address, base)
          if (canonical === null) return
          expect(canonicalUrl(canonical)).toBe(canonical)
          expect(canonicalUrl(canonical, 'https://other.org/')).toBe(canonical)
          expect(canonical).toMatch(/^https?:\/\/[^/@]+\/[!-~]*$/)
          expect(canonical).not.toMatch(/#|[?&]utm_source=/)
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('two spellings of one canonical form have one key', () => {
    fc.assert(
      fc.property(anything, (address) => {
        const canonical = canonicalUrl(address)
        expect(sameAddressKey(address)).toBe(canonical === null ? null : sameAddressKey(canonical))
      }),
    )
  })
})

describe('compares addresses as sites mean them', () => {
  const key = 'example.com/news/1'
  test.each([
    'http://example.com/news/1',
    'https://www.example.com/news/1/',
    'https://m.example.com/news/1',
    'https://example.com/news/1/amp/',
    'https://example.com/news/1?full_version=1',
    'https://example.com/news/1/index.html',
    'https://example.com/news/1?lang=kk',
    'https://example.com/news/1?utm_source=x#top',
    'https://example.com/news/1?print=1',
  ])('%s', (address) => {
    expect(sameAddressKey(address)).toBe(key)
  })

  test('the order of parameters does not matter, their values do', () => {
    expect(sameAddressKey('https://a.kz/?b=1&a=2')).toBe(sameAddressKey('http://www.a.kz?a=2&b=1'))
    expect(sameAddressKey('https://a.kz/?p=1')).not.toBe(sameAddressKey('https://a.kz/?p=2'))
  })

  test('language versions are told apart on request', () => {
    expect(sameAddressKey('https://a.kz/1?lang=kk', { keepLanguage: true })).toBe('a.kz/1?lang=kk')
  })

  test('a host is not shortened to a public suffix', () => {
    expect(sameAddressKey('https://m.kz/1')).toBe('m.kz/1')
  })
})
