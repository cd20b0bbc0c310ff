import { existsSync, readFileSync } from 'node:fs'
import { load } from 'cheerio'
import JSZip from 'jszip'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../../src/model/event.ts'
import type { ReleaseDocument } from '../../../src/model/release-document.ts'
import { composeRelease } from '../../../src/release/compose/compose-release.ts'
import { fonts } from '../../../src/release/compose/formats/fonts.ts'
import { visibleText } from '../../../src/release/compose/formats/visible-text.ts'
import { writeRelease } from '../../../src/release/compose/formats/write-release.ts'
import { periodOf } from '../../../src/release/compose/release-period.ts'
import { parseDocument } from '../../../src/release/import/parse-document.ts'
import { pdfText } from '../../../src/release/import/pdf-text.ts'
import type { ParsedRelease } from '../../../src/release/import/types.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'

const letters = 'ӘәҒғҚқҢңӨөҰұҮүҺһІіЎўҲҳҶҷӢӣӮӯƏəĞğŞşÇçİıÝýŇňŽžÄäÖöÜü«»–—№’ʻ'
const hostile: Record<number, string> = {
  1: '<script>alert("1")</script> & <b>bold</b>',
  2: '=HYPERLINK("http://evil.example","x")',
  3: '# *not* [a link](javascript:alert(1)) | `code` _x_',
  4: `Letters ${letters}`,
  5: 'Control \u0007\u0000 and \u202Eturned round',
  6: `Word${'very'.repeat(60)}long`,
  7: '1. First\nsecond line',
}

const document = (events: StoredEvent[]): ReleaseDocument =>
  composeRelease({
    ...{ year: 2025, number: 7, period: periodOf(2025, 7), events, edits: [] },
    pickedElsewhere: new Set(),
    english: ({ title, body }) => ({ release: { title, paragraphs: body.split('\n\n') }, machine: null }),
    sourceName: ({ sourceId }) => sourceId,
    names: {
      substance: (id) => id,
      region: () => ({ name: 'Almaty', latitude: 43.25, longitude: 76.95 }),
    },
    heard: [{ name: 'Source <one>', heardDays: 3, silentDays: 12 }],
  }).document
const made = document(
  Object.entries(hostile).map(([n, title]) =>
    sampleEvent(Number(n), {
      title,
      country: Number(n) % 2 ? 'KZ' : 'TJ',
      body: `${title}\n\nSecond paragraph of ${n}.`,
      ...(n === '1' && { url: 'https://polisia.kz/?a=<b>&c="d"' }),
    }),
  ),
)
const squeezed = (text: string) => text.replace(/\s+/g, '')
const shown = (title: string) => squeezed(visibleText(title))
const text = async (format: 'md' | 'html') => (await writeRelease(made, format)).toString()

describe('as HTML', () => {
  test('a release is one page without a program, with every title as it is', async () => {
    const page = load(await text('html'))
    expect(page('script, iframe, object, link, img').length).toBe(0)
    const titles = page('article h3')
      .toArray()
      .map((each) => squeezed(page(each).text()))
    expect(titles.sort()).toEqual(
      Object.values(hostile)
        .map((title) => squeezed(visibleText(title)))
        .sort(),
    )
    const addresses = page('article a')
      .toArray()
      .map((each) => page(each).attr('href')!)
    expect(addresses.filter((address) => !address.startsWith('https://'))).toEqual([])
    expect(page('figure svg[role=img]').length).toBe(3)
    expect(page('table th[scope=col]').length).toBeGreaterThan(2)
    expect(page('.coverage').text()).toContain('Source <one> (3 of 15 days)')
  })
})

describe('as Markdown', () => {
  test('a release is read by our own importer as it was written', async () => {
    const parsed = parseDocument(await text('md')) as ParsedRelease
    expect(parsed).toMatchObject({ number: 7, year: 2025, period: { from: '2025-04-01', to: '2025-04-15' } })
    expect(parsed.stated).toEqual({ total: 7, byCountry: { KZ: 4, TJ: 3 } })
    expect(parsed.entries).toHaveLength(7)
  })
  test('nothing in a text is taken for markup', async () => {
    const markdown = await text('md')
    expect(markdown).not.toMatch(/(?<!\\)<(?:script|b)/)
    expect(markdown).toContain(String.raw`### \# \*not\* \[a link\](javascript:alert(1)) \| \`code\` \_x\_`)
    expect(markdown).toContain('<https://polisia.kz/?a=%3Cb%3E&c="d">')
  })
})

describe('as PDF', () => {
  test('a release has every title in its text layer, a page number for each, and is the same file each time', async () => {
    const [pdf, again] = [await writeRelease(made, 'pdf'), await writeRelease(made, 'pdf')]
    expect(pdf.equals(again)).toBe(true)
    const layer = squeezed(await pdfText(pdf))
    for (const title of Object.values(hostile)) expect(layer).toContain(shown(title))
    expect(pdf.toString('latin1')).toMatch(/\/Outlines/)
  })
  test('its faces have the letters of every language we read', () => {
    for (const file of Object.values(fonts)) {
      const pdf = new PDFDocument({ font: file }) as unknown as {
        _font: { font: { hasGlyphForCodePoint(point: number): boolean } }
      }
      const missing = [...letters].filter(
        (letter) => !pdf._font.font.hasGlyphForCodePoint(letter.codePointAt(0)!),
      )
      expect([file.split('/').at(-1), missing]).toEqual([file.split('/').at(-1), []])
    }
  })
})

describe('as DOCX', () => {
  test('a release has headings, a table of contents, real tables, and texts as they are', async () => {
    const zip = await JSZip.loadAsync(await writeRelease(made, 'docx'))
    const word = load(await zip.file('word/document.xml')!.async('string'), { xml: true })
    const styled = (style: string) =>
      word(`w\\:pStyle[w\\:val="${style}"]`)
        .toArray()
        .map((each) => squeezed(word(each).closest('w\\:p').text()))
    expect(styled('Heading2').sort()).toEqual(
      Object.values(hostile)
        .map((title) => squeezed(visibleText(title)))
        .sort(),
    )
    expect(styled('Heading1')).toEqual([
      'REPUBLICOFKAZAKHSTAN',
      'REPUBLICOFTAJIKISTAN',
      'FIGURESOFTHEPERIOD',
      'COVERAGE',
    ])
    expect(word('w\\:tbl').length).toBe(2)
    expect(word('w\\:instrText').text()).toContain('TOC')
    expect(Object.keys(zip.files).filter((name) => name.endsWith('.png'))).toHaveLength(3)
  })
})

test('a release without an event can be written too', async () => {
  const empty = document([])
  for (const format of ['md', 'html', 'pdf', 'docx'] as const)
    expect((await writeRelease(empty, format)).length).toBeGreaterThan(400)
})

const seeds = new URL('../../../../shared/seeds/', import.meta.url)
test.skipIf(!existsSync(seeds))('release 7 of 2025 reads from our PDF as from the real one', async () => {
  const real = parseDocument(
    readFileSync(new URL('information-release-7-2025.txt', seeds), 'utf8'),
  ) as ParsedRelease
  const events = real.entries.map((entry, i) =>
    sampleEvent(i, {
      ...{ country: entry.country, title: entry.title, body: entry.paragraphs.join('\n\n'), url: entry.url! },
      language: 'en',
    }),
  )
  const pdf = await writeRelease(document(events), 'pdf')
  const layer = squeezed(await pdfText(pdf))
  for (const { title } of real.entries) expect(layer).toContain(squeezed(title))
  const parsed = parseDocument(await pdfText(pdf)) as ParsedRelease
  expect(parsed.stated).toEqual({ total: 30, byCountry: { AZ: 1, KZ: 14, KG: 4, RU: 11 } })
})
