import { describe, expect, test } from 'vitest'
import { inferredPublication, printedPublication } from '../../src/ingest/publication.ts'
import type { DateFinding } from '../../src/model/understanding.ts'
import { parseDate } from '../../src/understand/index.ts'

const site = { language: 'ru', timeZone: 'Asia/Almaty' }
const fetchedAt = '2025-04-10T12:00:00.000Z'
const printed = (publishedAt: string, dateFormat?: string) =>
  printedPublication({ publishedAt, ...(dateFormat && { dateFormat }) }, site, fetchedAt, parseDate)

describe('a printed date', () => {
  test.each([
    ['2025-04-10T09:00:00+05:00', '2025-04-10T04:00:00.000Z', '2025-04-10'],
    ['Wed, 09 Apr 2025 23:30:00 +0000', '2025-04-09T23:30:00.000Z', '2025-04-10'],
    ['2025-04-09 23:30:00', '2025-04-09T18:30:00.000Z', '2025-04-09'],
    ['09.04.2025', '2025-04-08T19:00:00.000Z', '2025-04-09'],
  ])('%s is read in the source’s zone', (text, publishedAt, publishedOn) => {
    expect(printed(text)).toMatchObject({ publishedAt, publishedOn })
  })

  test('ambiguous forms are read as the connector says', () => {
    expect(printed('04/09/2025', 'MM/dd/yyyy')).toMatchObject({
      publishedOn: '2025-04-09',
      publishedPrecision: 'DAY',
    })
    expect(printed('04/09/2025 10:15', 'MM/dd/yyyy HH:mm')?.publishedPrecision).toBe('MINUTE')
    expect(printed('09.04.2025', 'MM/dd/yyyy')).toBeNull()
  })

  test.each(['', 'скоро', '1970-01-01T00:00:00Z', '0001-01-01'])('“%s” is none', (text) => {
    expect(printed(text)).toBeNull()
  })
})

describe('where none is printed', () => {
  const named = (date: string, more: object = {}): DateFinding => ({
    date: { date, end: null, time: null, instant: `${date}T00:00:00.000Z`, precision: 'DAY', ...more },
    evidence: { text: '', start: 0, end: 0 },
  })
  const infer = (...dates: DateFinding[]) => inferredPublication(dates, null, fetchedAt, site.timeZone)

  test('the moment it was first seen stands in, marked INFERRED', () => {
    expect(infer()).toEqual({
      publishedAt: fetchedAt,
      publishedPrecision: 'INFERRED',
      publishedOn: '2025-04-10',
    })
  })

  test('a recent day named in the text is nearer to the truth, and still INFERRED', () => {
    expect(infer(named('2025-03-01'), named('2025-04-08'))).toMatchObject({
      publishedOn: '2025-04-08',
      publishedPrecision: 'INFERRED',
    })
  })

  test('days to come, days long past, whole months and ranges are not', () => {
    const others = [named('2025-05-01'), named('2024-04-08'), named('2025-04-01', { precision: 'MONTH' })]
    expect(infer(...others, named('2025-04-01', { end: '2025-04-05' })).publishedOn).toBe('2025-04-10')
  })

  test('what was stored at the first sight stays', () => {
    const known = {
      publishedAt: '2025-04-01T00:00:00.000Z',
      publishedPrecision: 'INFERRED',
      publishedOn: '2025-04-01',
    }
    expect(inferredPublication([], known as never, fetchedAt, site.timeZone)).toMatchObject(known)
  })
})
