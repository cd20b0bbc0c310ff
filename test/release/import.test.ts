import { existsSync, readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../src/release/import/parse-document.ts'
import { pdfText } from '../../src/release/import/pdf-text.ts'
import type { ParsedRelease } from '../../src/release/import/types.ts'

const seeds = new URL('../../../shared/seeds/', import.meta.url)
const haveSeeds = existsSync(seeds)
if (!haveSeeds) console.warn('SKIPPED: ../shared/seeds is absent; the real Information Release is not tried.')
const read = (name: string) => parseDocument(readFileSync(new URL(name, seeds), 'utf8'))

const plain = `INFORMATION RELEASE

ABOUT PAST EVENTS IN THE ANTI-DRUG SPHERE

16-30.06.2026

№ 12

CONTENTS

PEPUBLIC OF AZERBAIJAN ........ 2
REPUBLIC OF TAJIKISTAN ........ 3

In the period from 16 to 30 June 2026 media covered 3 events (Azerbaijan - 1, Tajikistan – 2).

PEPUBLIC OF AZERBAIJAN

CUSTOMS OFFICERS FOUND
A HIDDEN CONSIGNMENT

The truck was stopped at the border crossing. According to the
service, the driver had hidden the bags

under the cargo floor. Head of shift R.

Mammadov praised the dog handlers.

12

<https://nmdk.gov.az/page/post/3999
/yeni-xeber?lang=az>

REPUBLIC OF TADJIKISTAN

POPPY FIELDS WERE DESTROYED

Plants were cut down in two districts:

- 40 bushes in the first;
- 12 bushes in the second

www.akn.tj/ru/2026/06/20/poppy/

A LECTURE WITHOUT AN ADDRESS WAS GIVEN

Students listened for an hour.
`

const markdown = `# Information Release

16–30 June 2026, #12

## Contents

1. Republic of Azerbaijan
2. Republic of Tajikistan

In the period from 16 to 30 June 2026 media covered **2 events** (*Azerbaijan-1, Tajikistan - 1*).

## REPUBLIC OF AZERBAIJAN

### Customs officers found a hidden consignment

The truck was stopped at the border crossing.

[https://nmdk.gov.az/page/post/3999](https://nmdk.gov.az/page/post/3999)

## REPUBLIC OF TAJIKISTAN

### Poppy fields were destroyed

Plants were cut down in two districts.

Source: [akn.tj](https://akn.tj/ru/2026/06/20/poppy/)
`

describe('an Information Release', () => {
  const release = parseDocument(plain) as ParsedRelease

  it('tells its number, year and period', () => {
    expect(release).toMatchObject({
      type: 'release',
      number: 12,
      year: 2026,
      period: { from: '2026-06-16', to: '2026-06-30' },
    })
  })
  it('is read under country headings however they are misspelt, and not from its contents page', () => {
    expect(release.entries.map((entry) => entry.country)).toEqual(['AZ', 'TJ', 'TJ'])
  })
  it('joins wrapped titles, and paragraphs torn apart by a page or an initial', () => {
    expect(release.entries[0]).toMatchObject({
      title: 'CUSTOMS OFFICERS FOUND A HIDDEN CONSIGNMENT',
      paragraphs: [
        'The truck was stopped at the border crossing. According to the service, the driver had hidden the bags under the cargo floor. Head of shift R. Mammadov praised the dog handlers.',
      ],
    })
  })
  it('keeps list items apart', () => {
    expect(release.entries[1]?.paragraphs).toEqual([
      'Plants were cut down in two districts:',
      '- 40 bushes in the first;',
      '- 12 bushes in the second',
    ])
  })
  it('mends an address that is wrapped or has no scheme', () => {
    expect(release.entries.map((entry) => entry.url)).toEqual([
      'https://nmdk.gov.az/page/post/3999/yeni-xeber?lang=az',
      'https://www.akn.tj/ru/2026/06/20/poppy/',
      null,
    ])
  })
  it('says which event names no source', () => {
    expect(release.problems.join('\n')).toMatch(/A LECTURE WITHOUT AN ADDRESS.*names no source address/)
  })
  it('says when what was found differs from its own sentence of counts', () => {
    const other = parseDocument(
      plain.replace('covered 3 events (Azerbaijan - 1', 'covered 4 events (Azerbaijan - 2'),
    ) as ParsedRelease
    expect(other.problems).toEqual(
      expect.arrayContaining([
        'The release states 4 events; 3 were found.',
        'AZ: the release states 2 events; 1 were found.',
      ]),
    )
  })
  it('is read from Markdown as well', () => {
    const { entries, period, number, problems } = parseDocument(markdown) as ParsedRelease
    expect({ period, number }).toEqual({ period: { from: '2026-06-16', to: '2026-06-30' }, number: 12 })
    expect(entries.map(({ country, title, url }) => [country, title, url])).toEqual([
      ['AZ', 'Customs officers found a hidden consignment', 'https://nmdk.gov.az/page/post/3999'],
      ['TJ', 'Poppy fields were destroyed', 'https://akn.tj/ru/2026/06/20/poppy/'],
    ])
    expect(problems.filter((problem) => /states/.test(problem))).toEqual([])
  })
  it('is read from a PDF with running heads and page numbers', async () => {
    const release = parseDocument(await pdfText(await toPdf(plain))) as ParsedRelease
    expect(release.entries.map(({ country, title, url }) => [country, title, url])).toEqual([
      [
        'AZ',
        'CUSTOMS OFFICERS FOUND A HIDDEN CONSIGNMENT',
        'https://nmdk.gov.az/page/post/3999/yeni-xeber?lang=az',
      ],
      ['TJ', 'POPPY FIELDS WERE DESTROYED', 'https://www.akn.tj/ru/2026/06/20/poppy/'],
      ['TJ', 'A LECTURE WITHOUT AN ADDRESS WAS GIVEN', null],
    ])
  })
  it('is never a reason to throw', () => {
    for (const text of [
      '',
      '\u0000',
      'INFORMATION RELEASE',
      '<',
      'REPUBLIC OF KAZAKHSTAN\n'.repeat(5000),
      'x'.repeat(1e6),
    ])
      expect(() => parseDocument(text)).not.toThrow()
  })
  it('that is no PDF is refused with words', async () => {
    await expect(pdfText(new TextEncoder().encode('hello'))).rejects.toThrow(/PDF could not be read/)
  })
})

describe.skipIf(!haveSeeds)('the real documents', () => {
  it('release 7 of 2025 holds its 30 events: AZ 1, KZ 14, KG 4, RU 11', () => {
    const release = read('information-release-7-2025.txt') as ParsedRelease
    const counts = Object.groupBy(release.entries, (entry) => entry.country)
    expect(Object.fromEntries(Object.entries(counts).map(([code, list]) => [code, list!.length]))).toEqual({
      AZ: 1,
      KZ: 14,
      KG: 4,
      RU: 11,
    })
    expect(release).toMatchObject({ number: 7, year: 2025, period: { from: '2025-04-01', to: '2025-04-15' } })
    expect(release.problems.filter((problem) => /states|no source|no text/.test(problem))).toEqual([])
    expect(release.entries.filter((entry) => entry.hostOnly)).toHaveLength(1)
    expect(release.entries.filter((entry) => entry.url?.includes('plai'))).toEqual([])
    expect(release.problems.filter((problem) => /was read as/.test(problem))).toHaveLength(3)
    expect(
      release.entries.flatMap((entry) => entry.paragraphs).filter((text) => /^\p{Ll}/u.test(text)),
    ).toEqual([])
  })
  it.each([
    ['cadap-press-release-2024-11.txt', /^Усиление профилактики/, /FIIAPP|Telephone/],
    ['unodc-kyrgyz-cns.txt', /^UNODC and Counter Narcotics/, /Whatsapp|Brazhko/],
    ['csto-ksopn-15-years.txt', /^Coordinating Council/, /official website/],
  ])('%s is one event without its furniture', (name, title, furniture) => {
    const document = read(name)
    expect(document.type).toBe('press-release')
    if (document.type !== 'press-release') return
    expect(document.title).toMatch(title)
    expect(document.paragraphs.length).toBeGreaterThan(4)
    expect(document.paragraphs.join('\n')).not.toMatch(furniture)
    expect(document.problems).toEqual([])
  })
})

/** The text as a word processor would print it: a running head, page numbers, spaced paragraphs. */
async function toPdf(text: string): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: [420, 420], margin: 50 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((resolve) => pdf.on('end', resolve))
  text
    .replace('№', '#')
    .split('\n\n')
    .forEach((paragraph, i) => {
      if (i % 8 === 0) {
        if (i > 0) pdf.addPage()
        pdf
          .fontSize(8)
          .text('INFORMATION RELEASE CARICC', 50, 20)
          .text(String(i / 8 + 1), 200, 350, { lineBreak: false })
        pdf.fontSize(11).text('', 50, 50)
      }
      pdf.text(paragraph.trim(), { width: 300 }).moveDown()
    })
  pdf.end()
  await done
  return Buffer.concat(chunks)
}
