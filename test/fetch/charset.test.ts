import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeBody } from '../../src/fetch/index.ts'
import { texts } from './charset-texts.ts'

const russian = 'В Бишкеке изъято 12 кг героина, задержаны трое'
const utf8 = (text: string) => Buffer.from(text)
const cp1251 = (text: string) => iconv.encode(text, 'win1251')
const page = (text: string, head = '') =>
  `<!doctype html><html><head>${head}<title>x</title></head><body><p>${text}</p></body></html>`

describe('a charset that is declared', () => {
  it.each([
    ['in the header', cp1251(russian), 'text/html; charset=windows-1251', 'windows-1251'],
    [
      'in the header, quoted and capital',
      cp1251(russian),
      'text/html; Charset="WINDOWS-1251"',
      'windows-1251',
    ],
    ['by a nickname', cp1251(russian), 'text/html; charset=cp-1251', 'windows-1251'],
    ['by a nickname', cp1251(russian), 'text/html; charset=win-1251', 'windows-1251'],
    [
      'in the header against meta',
      cp1251(page(russian, '<meta charset="koi8-r">')),
      'text/html; charset=cp1251',
      'windows-1251',
    ],
    ['in meta', iconv.encode(page(russian, '<meta charset=koi8-r>'), 'koi8-r'), 'text/html', 'koi8-r'],
    [
      'in meta of the old kind',
      cp1251(page(russian, '<META http-equiv="Content-Type" content="text/html; charset=windows-1251">')),
      undefined,
      'windows-1251',
    ],
    [
      'in the XML prolog',
      cp1251(`<?xml version="1.0" encoding="windows-1251"?><rss>${russian}</rss>`),
      'text/xml',
      'windows-1251',
    ],
    [
      'outside the standard',
      iconv.encode('Есірткі қылмысы ұйымдасқан топ', 'rk1048'),
      'text/html; charset=KZ-1048',
      'rk1048',
    ],
    [
      'as Latin-1 out of habit, though it is Cyrillic',
      cp1251(russian),
      'text/html; charset=iso-8859-1',
      'windows-1251',
    ],
    ['wrongly, though it is UTF-8', utf8(russian), 'text/html; charset=windows-1251', 'utf-8'],
    ['as UTF-8, though it is not', cp1251(russian), 'text/html; charset=utf-8', 'windows-1251'],
    ['as UTF-16 in bytes that say it', utf8(page(russian, '<meta charset="utf-16">')), undefined, 'utf-8'],
    ['as one nobody knows', cp1251(russian), 'text/html; charset=x-nonsense', 'windows-1251'],
    [
      'in a comment only',
      cp1251(page(russian, '<!-- <meta charset="koi8-r"> -->')),
      undefined,
      'windows-1251',
    ],
  ])('%s', (_, bytes, contentType, expected) => {
    const { text, charset } = decodeBody(bytes, contentType)
    expect(charset).toBe(expected)
    expect(text).toMatch(/изъято 12 кг героина|Есірткі қылмысы ұйымдасқан топ/)
  })
})

describe('a byte order mark', () => {
  it.each([
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(russian)])],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(russian, 'utf-16le')])],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(russian, 'utf-16be')])],
    ['utf-32le', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), iconv.encode(russian, 'utf-32le')])],
  ])('of %s is believed before the header, and is no part of the text', (charset, bytes) =>
    expect(decodeBody(bytes, 'text/html; charset=koi8-r')).toEqual({ text: russian, charset }),
  )
})

describe('text that declares nothing', () => {
  it.each(texts)('$language: $text', ({ text, charsets }) => {
    expect(decodeBody(utf8(text))).toEqual({ text, charset: 'utf-8' })
    for (const charset of charsets) {
      const bytes = iconv.encode(text, charset === 'ibm866' ? 'cp866' : charset)
      expect(decodeBody(bytes).text, `${charset}, bare`).toBe(text)
      expect(
        decodeBody(iconv.encode(page(text), charset === 'ibm866' ? 'cp866' : charset)).text,
        `${charset}, page`,
      ).toBe(page(text))
    }
  })

  it('in UTF-16 is known by its zeros', () => {
    for (const charset of ['utf-16le', 'utf-16be'])
      expect(decodeBody(iconv.encode(page(russian), charset)).text).toBe(page(russian))
  })

  it('in UTF-8 that was cut in the middle of a letter, or holds a broken byte, is still UTF-8', () => {
    const whole = utf8(russian.repeat(3))
    expect(decodeBody(whole.subarray(0, whole.length - 1)).text.startsWith(russian)).toBe(true)
    expect(decodeBody(Buffer.concat([whole, Buffer.from([0xff]), whole])).charset).toBe('utf-8')
  })

  it('in ASCII is UTF-8, and so is nothing', () => {
    expect(decodeBody(utf8('<p>plain</p>'))).toEqual({ text: '<p>plain</p>', charset: 'utf-8' })
    expect(decodeBody(new Uint8Array())).toEqual({ text: '', charset: 'utf-8' })
  })

  it('is found behind a megabyte of markup and script', () => {
    const noise = '<script>var a = [1, 2, 3]; function f(x) { return x + 1 }</script>\n'.repeat(15_000)
    expect(decodeBody(cp1251(noise + page(russian))).charset).toBe('windows-1251')
  })

  it('may be any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.option(fc.string()), (bytes, type) => {
        expect(typeof decodeBody(bytes, type ?? undefined).text).toBe('string')
      }),
      { numRuns: 200 },
    )
  })
})

const labelled = new URL('../../../shared/labelled/documents.jsonl', import.meta.url)
if (!existsSync(labelled))
  console.warn('SKIPPED: ../shared/labelled is not there; charsets are judged on our own sentences only.')
it.skipIf(!existsSync(labelled))(
  'at least 97 of 100 real reports are read right, whichever charset a site would use',
  () => {
    const charsets = [
      'windows-1251',
      'koi8-r',
      'iso-8859-5',
      'cp866',
      'koi8-u',
      'rk1048',
      'windows-1254',
      'windows-1252',
    ]
    let right = 0
    let all = 0
    for (const line of readFileSync(labelled, 'utf8').trim().split('\n')) {
      const { text } = JSON.parse(line) as { text: string }
      for (const charset of charsets)
        for (const part of [text.slice(0, 60), text.slice(0, 250), text]) {
          const bytes = iconv.encode(part, charset)
          if (iconv.decode(bytes, charset) !== part || !bytes.some((byte) => byte > 127)) continue
          all++
          if (decodeBody(bytes).text === part) right++
        }
    }
    expect(all).toBeGreaterThan(300)
    expect(right / all).toBeGreaterThanOrEqual(0.97)
  },
)
