import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Evidence, Understanding } from '../../src/model/understanding.ts'
import { understand } from '../../src/understand/index.ts'

const publishedAt = '2025-04-01T00:00:00Z'

function evidenceOf(read: Understanding): Evidence[] {
  return [
    ...read.relevance.evidence,
    ...[...read.categories, ...read.substances].flatMap(({ evidence }) => evidence),
    ...[...read.quantities, ...read.places, ...read.dates].map(({ evidence }) => evidence),
  ]
}

function expectTraced(read: Understanding, text: string): void {
  for (const { text: words, start, end } of evidenceOf(read)) {
    expect(text.slice(start, end)).toBe(words)
    expect(words).not.toBe('')
  }
}

/** Pieces that mean something, between anything at all. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('\ud800', '\udc00', '\u0000', '\u0007', '\u200b', '\ufeff', '\u0301', '\u00ad', '\r\n'),
  fc.constantFrom(
    'изъято',
    '5',
    'кг',
    'героина',
    '1,5',
    'тонны',
    'в Оше',
    '1 мая',
    'как',
    'героиня',
    'мак',
    'Читайте также:',
  ),
)
const messy = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '))

describe('whatever the text is', () => {
  it('reading it does not throw, and every value shows words of the text', () => {
    fc.assert(
      fc.property(messy, fc.oneof(fc.constant(''), messy), (text, title) => {
        const read = understand({ title, text, publishedAt })
        expectTraced(read, text)
        expect(read.relevance.score).toBeGreaterThanOrEqual(0)
        expect(read.relevance.score).toBeLessThanOrEqual(1)
        for (const { value, grams } of read.quantities) {
          expect(Number.isFinite(value)).toBe(true)
          if (grams !== null) expect(Number.isFinite(grams)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('the same text reads the same', () => {
    fc.assert(
      fc.property(messy, (text) => {
        expect(understand({ text, publishedAt })).toEqual(understand({ text, publishedAt }))
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\r\n '],
    ['control characters', '\u0000\u0001\u0002\u001b[31m\u007f'],
    ['lone surrogates', '\ud800\udfff\udc00 \ud83d'],
    ['combining marks', '\u0301'.repeat(1_000)],
    ['emoji', '🚔🌿💊'.repeat(50)],
    ['another script', '警方在机场查获毒品海洛因五公斤'],
    ['numbers without units', '1 2 3 4 5 6 7 8 9 10 2025'],
  ])('%s says nothing', (_, text) => {
    const { relevance, categories, substances, quantities, places, country, region } = understand({ text })
    expect({
      relevant: relevance.relevant,
      categories,
      substances,
      quantities,
      places,
      country,
      region,
    }).toEqual({
      relevant: false,
      categories: [],
      substances: [],
      quantities: [],
      places: [],
      country: null,
      region: null,
    })
  })

  it('one that is huge is read to its end', () => {
    const megabyte = 1_000_000
    for (const unit of [
      'кг',
      'кг ',
      '7',
      '7 ',
      '\u0301',
      'а\u0301',
      '\n',
      '. ',
      'как героин ',
      'Читайте также ',
      '5 кг героина ',
    ])
      expect(() => understand({ text: unit.repeat(megabyte / unit.length), publishedAt })).not.toThrow()
    const word = 'а'.repeat(5 * megabyte)
    expect(understand({ text: word })).toMatchObject({ quantities: [], substances: [], places: [] })
    expect(understand({ title: word, text: '' }).relevance.relevant).toBe(false)
  }, 120_000)
})

describe('an item that is little more than a headline', () => {
  it('is understood from its title; what would have to be shown in the text is not told', () => {
    const read = understand({ title: 'В Оше изъяли 5 кг героина, задержан курьер', text: '', publishedAt })
    expect(read.language.tag).toBe('ru')
    expect(read.relevance.relevant).toBe(true)
    expect(read.substances).toEqual([{ substance: 'heroin', evidence: [] }])
    expect(read.categories.map(({ category }) => category)).toEqual(
      expect.arrayContaining(['SEIZURE', 'ARREST']),
    )
    expect(read.quantities).toEqual([])
  })

  it('is understood from title and summary together', () => {
    const read = understand({ title: 'Наркотики в порту', text: 'Изъято 5 кг героина.', publishedAt })
    expect(read.substances.map(({ substance }) => substance)).toEqual(['heroin'])
    expect(read.quantities).toMatchObject([{ substance: 'heroin', grams: 5_000 }])
  })

  it('is off topic where its title is', () => {
    expect(understand({ title: 'Героиня сериала вернулась', text: '' }).relevance.relevant).toBe(false)
  })
})

describe('words with something inside them', () => {
  it.each([
    ['a soft hyphen', 'Изъят геро\u00adин, задержан курьер.'],
    ['a zero-width space', 'Изъят геро\u200bин, задержан курьер.'],
    ['a byte-order mark before', '\ufeffИзъят героин, задержан курьер.'],
    ['a decomposed letter', 'Тәркіленген геройин: полиция көлігі й\u0306 жолда, героин табылды.'],
  ])('%s do not stop the reading', (_, text) => {
    const read = understand({ text, publishedAt })
    expectTraced(read, text)
  })
})
