import fc from 'fast-check'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { composeRelease } from '../../../src/release/compose/compose-release.ts'
import { breakLines } from '../../../src/release/compose/formats/pdf/break-lines.ts'
import { writeRelease } from '../../../src/release/compose/formats/write-release.ts'
import { periodOf } from '../../../src/release/compose/release-period.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'

/** A paragraph whose every word tells where it stands: `e3p1`. */
const words = (name: string, count: number) => Array.from({ length: count }, () => name).join(' ')

/** A release of texts of every length, whose order `seed` decides. */
function releaseOf(seed: number) {
  const [texts] = fc.sample(
    fc.array(fc.array(fc.integer({ min: 1, max: 180 }), { minLength: 1, maxLength: 4 }), {
      minLength: 24,
      maxLength: 24,
    }),
    { seed, numRuns: 1 },
  )
  const events = texts!.map((lengths, e) =>
    sampleEvent(e, {
      country: e % 3 ? 'KZ' : 'UZ',
      language: 'en',
      title: words(`Title${e}`, 1 + ((e * 7) % 26)),
      body: lengths.map((length, p) => words(`e${e}p${p}`, length)).join('\n\n'),
    }),
  )
  return composeRelease({
    ...{ year: 2025, number: 7, period: periodOf(2025, 7), events, edits: [], heard: [] },
    pickedElsewhere: new Set(events.map(({ id }) => id)),
    english: () => ({ release: null, machine: null }),
    sourceName: () => 'Source',
    names: { substance: (id) => id, region: () => null },
  }).document
}

/** First words of the lines of each page of events, from top to bottom, without heads and page numbers. */
async function pagesOf(pdf: Buffer): Promise<string[][]> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages: string[][] = []
  for (let number = 2; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    const lines = new Map<number, string>()
    for (const item of items as { str: string; transform: number[] }[]) {
      const y = Math.round(item.transform[5]!)
      // Between the running head and the number of the page.
      if (item.str.trim() && y < 770 && y > 60) lines.set(y, (lines.get(y) ?? '') + item.str)
    }
    const sorted = [...lines].sort(([a], [b]) => b - a).map(([, text]) => text.trim().split(' ')[0]!)
    pages.push(sorted)
  }
  await document.cleanup()
  return pages.filter((lines) => lines.some((line) => /^e\d+p\d+$/.test(line)))
}

describe('the pages of a PDF', () => {
  test.each([1, 2, 3])(
    'leave no line of a paragraph alone, and no title without its text (%i)',
    async (seed) => {
      const pages = await pagesOf(await writeRelease(releaseOf(seed), 'pdf'))
      expect(pages.length).toBeGreaterThan(4)
      const parts = new Map<string, number[]>()
      for (const lines of pages)
        for (const [paragraph, own] of Map.groupBy(lines, (line) => line))
          if (/^e\d+p\d+$/.test(paragraph))
            parts.set(paragraph, [...(parts.get(paragraph) ?? []), own.length])
      const parted = [...parts.values()].filter((counts) => counts.length > 1)
      expect(parted.length).toBeGreaterThan(0)
      expect(parted.filter((counts) => Math.min(...counts) < 2)).toEqual([])
      expect(pages.map((lines) => lines.at(-1)!).filter((line) => /^(?:Title|REPUBLIC)/.test(line))).toEqual(
        [],
      )
      // The line that tells the day and the source stands under words of its text.
      expect(
        pages.map(([first]) => first!).filter((line) => !/^(?:e\d+p\d+|Title\d+|REPUBLIC|From)/.test(line)),
      ).toEqual([])
    },
  )
})

test('lines are parted by two at least, wherever the page ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(60), fc.nat(6), (lines, room, reserve) => {
      const here = breakLines(lines, room, Math.max(0, room - reserve))
      expect(here).toBeLessThanOrEqual(room)
      if (here !== lines && here !== 0) expect(Math.min(here, lines - here)).toBeGreaterThanOrEqual(2)
      // A page begun anew goes on.
      if (room >= 40) expect(here).toBeGreaterThan(0)
    }),
  )
})
