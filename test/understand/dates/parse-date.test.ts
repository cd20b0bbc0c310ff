import { describe, expect, it } from 'vitest'
import { parseDate } from '../../../src/understand/index.ts'

const reference = new Date('2025-08-28T09:30:00Z')
const timeZone = 'Asia/Almaty'

function read(text: string, zone = timeZone): string | null {
  const parsed = parseDate(text, { timeZone: zone, reference })
  return parsed && [parsed.date, parsed.end, parsed.time].filter(Boolean).join(' ')
}

describe('a printed date', () => {
  it.each([
    ['14.02.2024 09:05', '2024-02-14 09:05'],
    ['3.02.2024', '2024-02-03'],
    ['14.02.24', '2024-02-14'],
    ['14/02/2024', '2024-02-14'],
    ['02/14/2024', '2024-02-14'],
    ['08:15 / 2024-02-14', '2024-02-14 08:15'],
    ['14 02 2024, 09:05', '2024-02-14 09:05'],
    ['09:0514.02.2024', '2024-02-14 09:05'],
    ['14.02.202409:05', '2024-02-14 09:05'],
    ['14 февраля 2024 г., 09:05', '2024-02-14 09:05'],
    ['Среда, 14 февр. 2024', '2024-02-14'],
    ['Февраль 14, 2024 09:05', '2024-02-14 09:05'],
    ['2024 жылғы 14 ақпан', '2024-02-14'],
    ['09:05, 14 Ақпан 2024', '2024-02-14 09:05'],
    ['14 aqpan 2024', '2024-02-14'],
    ['2024-жылдын 14-февралында саат 9.05', '2024-02-14 9.05'.replace('9.05', '09:05')],
    ['14 Бирдин айы 2024', '2024-02-14'],
    ['2024-cü il fevralın 14-də', '2024-02-14'],
    ['14 fevral, 2024\n• 09:05', '2024-02-14 09:05'],
    ['14 Fevral 2024 yil', '2024-02-14'],
    ['2024-yil 14-fevral kuni', '2024-02-14'],
    ['14 февраль, чоршанба. 2024 йил', '2024-02-14'],
    ['14-уми феврали соли 2024', '2024-02-14'],
    ['2024-nji ýylyň 14-nji fewralynda', '2024-02-14'],
    ['Wednesday, 14 February 2024 9:05 PM', '2024-02-14 21:05'],
    ['14th February, 2024', '2024-02-14'],
    ['14-Feb-2024', '2024-02-14'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected))

  it.each(['ru', 'kk', 'ky', 'az', 'uz', 'uz-Cyrl', 'tg', 'tk', 'en'])(
    'in the style of ICU for %s is read back',
    (locale) => {
      for (const dateStyle of ['full', 'long', 'medium'] as const)
        for (let month = 0; month < 12; month++) {
          const day = new Date(Date.UTC(2024, month, 3 + month))
          const text = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(day)
          expect([text, read(text)]).toEqual([text, day.toISOString().slice(0, 10)])
        }
    },
  )

  it('is told from the view counter after it', () => {
    expect(read('14.02.2024 09:05 685')).toBe('2024-02-14 09:05')
    expect(read('14 Fevral 2024 yil 81')).toBe('2024-02-14')
    expect(read('14-Feb-2024 1374')).toBe('2024-02-14')
  })
})

describe('an instant of a machine', () => {
  it.each([
    ['2024-02-14T20:00:00Z', '2024-02-14T20:00:00.000Z', '2024-02-15'],
    ['2024-02-14T20:00:00+06:00', '2024-02-14T14:00:00.000Z', '2024-02-14'],
    ['Wed, 14 Feb 2024 20:00:00 +0500', '2024-02-14T15:00:00.000Z', '2024-02-14'],
    ['Wed, 14 Feb 2024 15:00:00 GMT', '2024-02-14T15:00:00.000Z', '2024-02-14'],
    ['20:00, 14 Ақпан 2024 | GMT +6', '2024-02-14T14:00:00.000Z', '2024-02-14'],
  ])('%s keeps its offset', (text, instant, date) => {
    expect(parseDate(text, { timeZone, reference })).toMatchObject({ instant, date })
  })
})

describe('a range of days', () => {
  it.each([
    ['с 22 по 26 сентября 2024 г.', '2024-09-22 2024-09-26'],
    ['22–26 сентября 2024', '2024-09-22 2024-09-26'],
    ['September 22-26, 2024', '2024-09-22 2024-09-26'],
    ['2024-nji ýylyň 22-26-njy sentýabrynda', '2024-09-22 2024-09-26'],
    ['28 сентября – 3 октября 2024', '2024-09-28 2024-10-03'],
    ['29 декабря 2024 – 3 января 2025', '2024-12-29 2025-01-03'],
    ['1-15.04.2025', '2025-04-01 2025-04-15'],
  ])('%s keeps both ends', (text, expected) => expect(read(text)).toBe(expected))
})

describe('a date without its year', () => {
  it('is the nearest past one', () => {
    expect(read('28 авг')).toBe('2025-08-28')
    expect(read('14 сентября')).toBe('2024-09-14')
    expect(read('14-fevral')).toBe('2025-02-14')
  })

  it('follows words for the year', () => {
    expect(read('14 сентября текущего года')).toBe('2025-09-14')
    expect(read('cari ilin 14 fevral tarixində')).toBe('2025-02-14')
    expect(read('14 февраля прошлого года')).toBe('2024-02-14')
  })
})

describe('a relative date', () => {
  it.each([
    ['Сегодня, 10:20', '2025-08-28 10:20'],
    ['Вчера в 18:30', '2025-08-27 18:30'],
    ['Бүгін, 10:20', '2025-08-28 10:20'],
    ['Кечээ, 10:20', '2025-08-27 10:20'],
    ['Dünən, 10:20', '2025-08-27 10:20'],
    ['Kecha, 10:20', '2025-08-27 10:20'],
    ['Бугун, 10:20', '2025-08-28 10:20'],
    ['Имрӯз, 10:20', '2025-08-28 10:20'],
    ['Düýn, 10:20', '2025-08-27 10:20'],
    ['2 часа назад', '2025-08-28 12:30'],
    ['5 daqiqa oldin', '2025-08-28 14:25'],
    ['3 күн бұрын', '2025-08-25'],
    ['an hour ago', '2025-08-28 13:30'],
  ])('%s counts from the reference', (text, expected) => expect(read(text)).toBe(expected))

  it('lies in the zone of the site, not in ours', () => {
    const late = new Date('2025-08-28T20:30:00Z')
    expect(parseDate('Вчера, 23:50', { timeZone: 'Asia/Bishkek', reference: late })?.date).toBe('2025-08-28')
    expect(parseDate('Вчера, 23:50', { timeZone: 'Europe/Moscow', reference: late })?.date).toBe('2025-08-27')
  })

  it('yields to a day that is printed', () => expect(read('бүгүн, 25-апрелде')).toBe('2025-04-25'))
})

describe('what is not a date', () => {
  it.each([
    '',
    '2024',
    'за 2024 год',
    'Чтв, 29',
    '12:30',
    '+7 727 259 99 90',
    '69-66-55',
    '192.168.1.1',
    '31.02.2024',
    '29 февраля 2023',
    '1953 г опия',
    '4 кг 958,563 гр',
    'JWH-018',
    'ст. 228.1 УК',
    'USD 87,4496',
    'в 2023-2025 годах',
    '\ud800\udfff\u0000\u0301',
    '9'.repeat(100_000),
  ])('%s gives nothing', (text) => expect(read(text)).toBeNull())

  it('an unknown zone and an invalid reference do not throw', () => {
    expect(parseDate('14.02.2024', { timeZone: 'Nowhere/Else', reference: new Date(Number.NaN) })?.date).toBe(
      '2024-02-14',
    )
  })
})

describe('precision', () => {
  it.each([
    ['Апрель 2025', 'MONTH'],
    ['14.02.2024', 'DAY'],
    ['14.02.2024 09:05', 'MINUTE'],
    ['2024-02-14T09:05:06', 'SECOND'],
  ])('of %s is %s', (text, precision) =>
    expect(parseDate(text, { timeZone, reference })?.precision).toBe(precision),
  )
})
