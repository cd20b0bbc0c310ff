import { DateTime } from 'luxon'
import { countryOfName } from './country-heading.ts'
import type { StatedCounts } from './types.ts'

export interface ReleaseHeader {
  number: number | null
  year: number | null
  period: { from: string; to: string } | null
}

const dash = '[-–—‒−]'
const month = '(\\p{L}{3,10})'
const numericPeriod = new RegExp(
  `(\\d{1,2})(?:\\.(\\d{1,2})(?:\\.(\\d{4}))?)?\\s*${dash}\\s*(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})`,
  'u',
)
const wordedPeriod = new RegExp(
  `(?:from\\s+|с\\s+)?(\\d{1,2})\\s*(?:${dash}|to|по)\\s*(\\d{1,2})\\s+${month}\\s+(\\d{4})`,
  'iu',
)
const releaseNumber = /(?:#|№|No\.?|N)\s*(\d{1,2})\b(?!\s*[.\d])/u
const locales = ['en', 'ru']

/** Number, year and period, from the cover or, failing that, from the sentence of counts. */
export function readHeader(text: string): ReleaseHeader {
  const period = readPeriod(text)
  const printed = Number(releaseNumber.exec(text)?.[1] ?? Number.NaN)
  const year = period ? Number(period.from.slice(0, 4)) : null
  return {
    number: Number.isNaN(printed) ? (period ? numberOfPeriod(period.from) : null) : printed,
    year,
    period,
  }
}

/** 2·(month−1)+half: a release covers half a month. */
export function numberOfPeriod(from: string): number {
  return 2 * (Number(from.slice(5, 7)) - 1) + (Number(from.slice(8, 10)) < 16 ? 1 : 2)
}

function readPeriod(text: string): ReleaseHeader['period'] {
  const numeric = numericPeriod.exec(text)
  if (numeric) {
    const [, d1, m1, y1, d2, m2, y2] = numeric
    return range([y1 ?? y2!, m1 ?? m2!, d1!], [y2!, m2!, d2!])
  }
  const worded = wordedPeriod.exec(text)
  const monthNumber = worded && monthOf(worded[3]!)
  return worded && monthNumber
    ? range([worded[4]!, monthNumber, worded[1]!], [worded[4]!, monthNumber, worded[2]!])
    : null
}

function range(from: (string | number)[], to: (string | number)[]): ReleaseHeader['period'] {
  const [a, b] = [from, to].map(([year, month, day]) =>
    DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }),
  )
  return a!.isValid && b!.isValid && a! <= b! ? { from: a!.toISODate()!, to: b!.toISODate()! } : null
}

function monthOf(name: string): number | null {
  for (const locale of locales)
    for (const format of ['d MMMM', 'd MMM']) {
      const parsed = DateTime.fromFormat(`1 ${name}`, format, { locale })
      if (parsed.isValid) return parsed.month
    }
  return null
}

const countSentence =
  /(?:covered|published|reported|contains?|reflect\w*|освещ\w+|опубликова\w+)\D{0,80}?(\d{1,4})\s+(?:events?|articles?|reports?|materials?|публикац\w*|событ\w*|материал\w*)/iu
const perCountry = /(\p{L}[\p{L}\s]{3,30}?)\s*[-–—:]\s*(\d{1,3})(?!\d)/gu

/** The release's own sentence of counts: what it says it holds; null where it has no such sentence. */
export function readStatedCounts(text: string): StatedCounts | null {
  const match = countSentence.exec(text)
  if (!match) return null
  const rest = text.slice(match.index, match.index + 600)
  const list = /[([]([^)\]]*\d[^)\]]*)[)\]]/u.exec(rest)?.[1] ?? ''
  const byCountry: StatedCounts['byCountry'] = {}
  for (const [, name, count] of list.matchAll(perCountry)) {
    const code = countryOfName(name!.trim())
    if (code) byCountry[code] = (byCountry[code] ?? 0) + Number(count)
  }
  return { total: Number(match[1]), byCountry }
}
