import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { capDepth } from '../../../src/connector/html/cap-depth.ts'
import { htmlToText, sanitizeHtml } from '../../../src/connector/html.ts'

const base = 'https://example.kz/news/'
const safe = (html: string) => sanitizeHtml(html, base)

describe('sanitizeHtml leaves nothing that runs', () => {
  test.each([
    ['scripts with their text', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    ['styles with their text', '<style>p{}</style><p style="color:red">a</p>', '<p>a</p>'],
    ['event handlers', '<p onclick="x()" ONMOUSEOVER=x>a</p>', '<p>a</p>'],
    ['frames', '<iframe src="https://e.org/">x</iframe><p>a</p>', '<p>a</p>'],
    ['objects and embeds', '<object data=x>y</object><embed src=x><p>a</p>', '<p>a</p>'],
    ['forms, keeping their text', '<form action=x><input value=y><p>a</p></form>', '<p>a</p>'],
    ['vector drawings', '<svg><script>x</script><a href="x">t</a></svg><p>a</p>', '<p>a</p>'],
    ['javascript links', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['javascript links in disguise', '<a href=" java\nscript:alert(1)">a</a>', '<a>a</a>'],
    ['encoded javascript links', '<a href="&#106;avascript:alert(1)">a</a>', '<a>a</a>'],
    [
      'data links and pictures',
      '<a href="data:text/html,x">a</a><img src="data:image/svg+xml,x">',
      '<a>a</a>',
    ],
    ['links with credentials', '<a href="https://a:b@e.org/">a</a>', '<a>a</a>'],
    ['an unclosed script', '<p>a</p><script>alert(1)', '<p>a</p>'],
    ['markup hidden in raw text', '<xmp><img src=x onerror=alert(1)></xmp><p>a</p>', '<p>a</p>'],
    ['comments', '<!-- x --><p>a<!--[if IE]>b<![endif]--></p>', '<p>a</p>'],
  ])('%s', (_, html, expected) => {
    expect(safe(html)).toBe(expected)
  })

  test('whatever the markup, a browser finds nothing to run or to load from elsewhere', () => {
    const piece = fc.constantFrom(
      '<script>',
      '</script>',
      '<style>',
      '<svg>',
      '<math>',
      '<a href="',
      'javascript:alert(1)',
      '"',
      "'",
      '>',
      '<',
      '<img src=',
      ' onerror=x',
      '<p ',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<title>',
      '<textarea>',
      '</textarea>',
      '<noscript>',
      '<iframe srcdoc="',
      '&lt;',
      '&#60;',
      '/',
      ' ',
      'x',
      '<xmp>',
      '<plaintext>',
      '<form>',
      '<template>',
      '</p>',
      'data:text/html,',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { document } = parseHTML(`<!doctype html><html><body>${safe(pieces.join(''))}</body></html>`)
        for (const element of document.querySelectorAll('body *')) {
          expect(element.localName).not.toMatch(
            /script|style|svg|math|iframe|object|embed|form|template|title|base|meta|link/,
          )
          for (const { name, value } of element.attributes) {
            expect(name).not.toMatch(/^on|style|srcdoc/i)
            if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:https?|mailto):/)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('sanitizeHtml keeps what readers see', () => {
  test.each([
    [
      'relative links, made absolute',
      '<a href="../x?a=1&amp;b=2">l</a>',
      '<a href="https://example.kz/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">l</a>',
    ],
    [
      'mail links',
      '<a href="mailto:a@e.kz">l</a>',
      '<a href="mailto:a@e.kz" rel="noopener noreferrer nofollow">l</a>',
    ],
    [
      'pictures',
      '<img src="/a.jpg" alt="Груз" class="x">',
      '<img alt="Груз" src="https://example.kz/a.jpg" />',
    ],
    [
      'pictures loaded late',
      '<img src="data:image/gif;base64,R0" data-src="/a.jpg">',
      '<img src="https://example.kz/a.jpg" />',
    ],
    [
      'the widest picture of a set',
      '<img srcset="/s.jpg 320w, /l.jpg 1200w">',
      '<img src="https://example.kz/l.jpg" />',
    ],
    [
      'tables',
      '<table><tr><td colspan="2">a</td></tr></table>',
      '<table><tr><td colspan="2">a</td></tr></table>',
    ],
    ['text of elements it does not know', '<custom-quote>a</custom-quote>', 'a'],
  ])('%s', (_, html, expected) => {
    expect(safe(html)).toBe(expected)
  })

  test.each([
    '<img src="/p.gif" width="1" height="1">',
    '<img src="https://mc.yandex.ru/watch/123">',
    '<img src="https://counter.yadro.ru/hit">',
    '<img src="/a.jpg" style="display:none">',
  ])('but no counter: %s', (html) => {
    expect(safe(html)).toBe('')
  })
})

describe('htmlToText reads as a reader would copy', () => {
  test.each([
    ['paragraphs', '<p>One</p><p>two</p>', 'One\n\ntwo'],
    ['line breaks', 'One<br>two<br/>three', 'One\ntwo\nthree'],
    ['two breaks as a paragraph', 'One<br><br>\n<br>two', 'One\n\ntwo'],
    ['inline markup', 'из<b>ъя</b>то <i>12</i> кг', 'изъято 12 кг'],
    ['lists', 'a<ul><li>b</li><li>c<ol><li>d</ol></ul>e', 'a\n\nb\nc\n\nd\n\ne'],
    [
      'tables',
      '<table><tr><th>Вид</th><th>Масса</th></tr><tr><td>Героин</td><td>12 кг</td></tr></table>',
      'Вид\tМасса\nГероин\t12 кг',
    ],
    ['entities', '&laquo;A&raquo; &amp;amp; &#8212; &eacute;', '«A» &amp; — é'],
    ['no-break and thin spaces', '10&nbsp;000\u202fкг', '10 000 кг'],
    ['soft hyphens and zero-width characters', 'нар&shy;ко\u200bтик\ufeff', 'наркотик'],
    ['joined emoji', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['white space', '  a \n\n b\t c ', 'a b c'],
    ['preformatted lines', '<pre>a\n  b\n\nc</pre>', 'a\nb\n\nc'],
    ['no scripts and styles', 'a<script>b</script><style>c</style><noscript>d</noscript>', 'a'],
    ['words apart around a picture', 'a<img src=x>b', 'a b'],
    ['words apart in cells and options', '<td>a</td><td>b</td>', 'a\tb'],
    ['angle brackets that are no tags', 'a < b > c <3', 'a < b > c <3'],
    ['plain text', 'no tags here', 'no tags here'],
    ['nothing', '', ''],
  ])('%s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  test('no word is lost and none is joined to the next across blocks', () => {
    const word = fc.stringMatching(/^[a-zа-я0-9]{1,8}$/)
    const tag = fc.constantFrom('p', 'div', 'li', 'td', 'h2', 'blockquote', 'section', 'dd')
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, word, fc.boolean()), { minLength: 1 }), (blocks) => {
        const html = blocks
          .map(([name, content, closed]) => `<${name}>${content}${closed ? `</${name}>` : ''}`)
          .join('')
        expect(htmlToText(html).split(/\s+/)).toEqual(blocks.map(([, content]) => content))
        expect(htmlToText(safe(html)).split(/\s+/)).toEqual(blocks.map(([, content]) => content))
      }),
    )
  })
})

describe('depth is bounded', () => {
  const many = 100_000
  test.each([
    ['divisions', `${'<div>'.repeat(many)}word`],
    ['closed bold', `${'<b>'.repeat(many)}word${'</b>'.repeat(many)}`],
    ['lists', `${'<ul><li>'.repeat(many)}word`],
    ['tables', `${'<table><tr><td>'.repeat(many)}word`],
    ['paragraphs and entries in turn', `${'<p><li>'.repeat(many)}word`],
    ['links', `${'<a href=x>'.repeat(many)}word`],
    ['end tags', `${'</div>'.repeat(many)}word`],
    ['angle brackets', `${'<'.repeat(many)} word`],
  ])('%s nested 100,000 deep are read, and their text is kept', (_, html) => {
    expect(htmlToText(html)).toMatch(/word$/)
    expect(safe(html)).toContain('word')
  })

  test('ordinary pages pass unchanged', () => {
    const page = `<div><p>a<p>b</div>${'<div><p>x</p></div>'.repeat(2000)}`
    expect(capDepth(page)).toBe(page)
  })

  test('text below the limit stays in its order', () => {
    expect(capDepth('<i>a<b>b<u>c</u>d</b>e</i>'.repeat(3), 2)).toBe('<i>a<b>bcd</b>e</i>'.repeat(3))
  })
})
