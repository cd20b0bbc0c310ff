import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRobots } from '../../src/fetch/index.ts'

const site = 'https://polisia.kz'
const allows = (text: string, path: string, agent = 'Bulletin') =>
  parseRobots(text).allowed(site + path, agent)
const rules = (...lines: string[]) => ['User-agent: *', ...lines].join('\n')

describe('RFC 9309, groups (2.2.1)', () => {
  it.each([
    ['no file', '', true],
    ['no group for us', 'User-agent: other\nDisallow: /', true],
    ['the group for all', 'User-agent: *\nDisallow: /', false],
    [
      'our group in place of the one for all',
      'User-agent: *\nDisallow: /\nUser-agent: Bulletin\nDisallow: /x',
      true,
    ],
    ['our group though it has no rules', 'User-agent: *\nDisallow: /\n\nUser-agent: Bulletin\n', true],
    ['our group wherever it stands', 'User-agent: Bulletin\nAllow: /\nUser-agent: *\nDisallow: /', true],
    ['any case', 'USER-AGENT: bULLETIN\nDISALLOW: /', false],
    ['no longer name', 'User-agent: BulletinImages\nDisallow: /', true],
    ['no shorter name', 'User-agent: Bull\nDisallow: /', true],
    ['the name up to what is no letter', 'User-agent: Bulletin/2.0 (news)\nDisallow: /', false],
    ['several names for one group', 'User-agent: a\nUser-agent: Bulletin\nUser-agent: b\nDisallow: /', false],
    [
      'groups of one name, merged',
      'User-agent: Bulletin\nDisallow: /a\nUser-agent: c\nDisallow: /\nUser-agent: Bulletin\nDisallow: /page',
      false,
    ],
    ['rules before any name are nobody’s', 'Disallow: /\nUser-agent: x\nDisallow: /', true],
    [
      'other records do not end a group',
      'User-agent: Bulletin\nSitemap: https://x/s.xml\nCrawl-delay: 5\nHost: x\nUser-agent: other\nDisallow: /',
      false,
    ],
    ['a star with words after it', 'User-agent: * all of you\nDisallow: /', false],
    ['a blank line does not end a group', 'User-agent: *\n\n\nDisallow: /', false],
  ])('%s', (_, text, expected) => expect(allows(text, '/page')).toBe(expected))

  it('knows us by the name our user agent begins with', () => {
    const text = 'User-agent: bulletin\nDisallow: /'
    expect(allows(text, '/', 'Bulletin/0.1 (+https://example.org)')).toBe(false)
  })
})

describe('RFC 9309, rules (2.2.2)', () => {
  it.each([
    ['the longer one wins', ['Disallow: /a', 'Allow: /a/b'], '/a/b/c', true],
    ['wherever it stands', ['Allow: /a/b', 'Disallow: /a'], '/a/b/c', true],
    ['the longer one wins, to forbid', ['Allow: /a', 'Disallow: /a/b'], '/a/b', false],
    ['allow wins a tie', ['Disallow: /a', 'Allow: /a'], '/a', true],
    ['a star counts as an octet', ['Allow: /a*', 'Disallow: /a'], '/ab', true],
    ['an empty rule is none', ['Disallow:'], '/', true],
    ['an empty allow is none', ['Disallow: /', 'Allow:'], '/x', false],
    ['paths have case', ['Disallow: /News'], '/news', true],
    ['from the start of the path', ['Disallow: /b'], '/a/b', true],
    ['to the start of a name', ['Disallow: /fish'], '/fishheads/x.html', false],
    ['the query is part of it', ['Disallow: /?print'], '/?print=1', false],
    ['the fragment is not', ['Disallow: /*b$'], '/a#b', true],
    ['robots.txt itself is always allowed', ['Disallow: /'], '/robots.txt', true],
    ['but nothing that looks like it', ['Disallow: /'], '/robots.txt?x', false],
    ['a path that does not start with a slash matches nothing', ['Disallow: fish'], '/fish', true],
  ] as const)('%s', (_, lines, path, expected) => expect(allows(rules(...lines), path)).toBe(expected))
})

describe('RFC 9309, special characters (2.2.3)', () => {
  it.each([
    ['/*.php', '/a/b.php?c=d', true],
    ['/*.php', '/a/b.PHP', false],
    ['/*.php$', '/a/b.php', true],
    ['/*.php$', '/a/b.php?x', false],
    ['/*.php$', '/a/b.php5', false],
    ['/fish*.php', '/fishheads/catfish.php?x', true],
    ['/fish*', '/fish', true],
    ['/$', '/', true],
    ['/$', '/a', false],
    ['/a$', '/a', true],
    ['/a$b', '/a$b', true],
    ['/a*b*c$', '/a-b-c-b-c', true],
    ['/a*b*c$', '/a-c-b', false],
    ['/**//x', '/a//x', true],
    ['*/x', '/a/x', true],
    ['/ab*ba$', '/aba', false],
    ['/path/file-with-a-%2A.html', '/path/file-with-a-*.html', true],
    ['/path/foo-%24', '/path/foo-$', true],
  ])('%s against %s: %s', (pattern, path, matches) =>
    expect(allows(rules(`Disallow: ${pattern}`), path)).toBe(!matches),
  )

  it('are matched in time that does not explode', () => {
    const text = rules(`Disallow: /${'*a'.repeat(2_000)}$`)
    expect(allows(text, `/${'a'.repeat(1_999)}b`)).toBe(true)
  })
})

describe('RFC 9309, encoding (2.2.2)', () => {
  it.each([
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https%3A%2F%2Ffoo.bar'],
    ['/foo/bar?baz=https%3A%2F%2Ffoo.bar', '/foo/bar?baz=https://foo.bar'],
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84'],
    ['/foo/bar/%E3%83%84', '/foo/bar/ツ'],
    ['/foo/bar/%e3%83%84', '/foo/bar/%E3%83%84'],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
    ['/новости', '/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1'],
    ['/100%', '/100%25'],
  ])('%s is the same as %s', (pattern, path) =>
    expect(allows(rules(`Disallow: ${pattern}`), path)).toBe(false),
  )
})

describe('a file as people write it', () => {
  it.each([
    ['byte order mark', '\uFEFFUser-agent: *\nDisallow: /'],
    ['Windows line ends', 'User-agent: *\r\nDisallow: /\r\n'],
    ['old Mac line ends', 'User-agent: *\rDisallow: /\r'],
    ['comments', '# all\nUser-agent: * # everybody\nDisallow: / # everything'],
    ['blanks and tabs', '  User-agent \t:\t *  \n\tDisallow  :   /  '],
    ['no blank after the colon', 'User-agent:*\nDisallow:/'],
    ['a forgotten colon', 'User-agent *\nDisallow /'],
    ['misspelt', 'useragent: *\nDissallow: /'],
    ['misspelt', 'user agent: *\nDisalow: /'],
    ['text that is no record', 'Welcome, robots!\nUser-agent: *\n<p>hello</p>\nDisallow: /'],
  ])('%s', (_, text) => expect(allows(text, '/x')).toBe(false))

  it('may hold lines made to slow the reader', () => {
    for (const line of [
      `a${' '.repeat(500_000)}b`,
      `${'\t'.repeat(500_000)}:`,
      '#'.repeat(500_000),
      ':'.repeat(500_000),
    ])
      expect(allows(line, '/')).toBe(true)
  })

  it('tells its sitemaps', () => {
    expect(
      parseRobots('Sitemap: https://x.kz/a.xml\nUser-agent: *\nsitemap:https://x.kz/b.xml').sitemaps,
    ).toEqual(['https://x.kz/a.xml', 'https://x.kz/b.xml'])
  })

  it('may be anything: a page, bytes, a single endless line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.webUrl({ withQueryParameters: true }),
        (text, url) => {
          expect(typeof parseRobots(`User-agent: *\nDisallow: ${text}`).allowed(url, 'Bulletin')).toBe(
            'boolean',
          )
          expect(typeof parseRobots(text).allowed(url, text)).toBe('boolean')
        },
      ),
      { numRuns: 300 },
    )
  })
})
