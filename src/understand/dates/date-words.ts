import words from '../data/date-words.json' with { type: 'json' }
import { fold } from '../tokens.ts'

const locales = ['ru', 'kk', 'ky', 'az', 'uz', 'uz-Cyrl', 'tg', 'tk', 'en']

function namesFromIcu(style: 'long' | 'short'): Map<string, number> {
  const names = new Map<string, number>()
  for (const locale of locales) {
    const alone = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' })
    const withDay = new Intl.DateTimeFormat(locale, { month: style, day: 'numeric', timeZone: 'UTC' })
    for (let month = 1; month <= 12; month++) {
      const day = Date.UTC(2024, month - 1, 5)
      for (const format of [alone, withDay]) {
        const part = format.formatToParts(day).find((p) => p.type === 'month')
        if (part) names.set(fold(part.value).replace(/\.$/, ''), month)
      }
    }
  }
  return names
}

function withOwn(names: Map<string, number>, own: Record<string, string[]>): Map<string, number> {
  for (const [month, list] of Object.entries(own))
    for (const name of list) names.set(fold(name), Number(month))
  return names
}

function weekdayNames(): Set<string> {
  const names = new Set(words.weekdays.map(fold))
  for (const locale of locales)
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
      for (let day = 1; day <= 7; day++)
        for (const word of fold(format.format(Date.UTC(2024, 0, day))).split(/[\s.]+/))
          if (word.length > 1) names.add(word)
    }
  return names
}

/** Full names: case endings may follow. */
export const longMonths = withOwn(namesFromIcu('long'), words.months)
/** Abbreviations: taken as they are. */
export const shortMonths = withOwn(namesFromIcu('short'), words.shortMonths)
export const monthSuffixes = new Set(words.monthSuffixes)
export const onlyWithDot = new Set(words.onlyWithDot)
export const weekdays = weekdayNames()
export const yearWords = new Set(words.yearWords)
export const yearBefore = new Set(words.yearBefore)
export const currentYear = new Set(words.currentYear.map(fold))
export const currentYearAlone = new Set(words.currentYearAlone)
export const lastYear = new Set(words.lastYear.map(fold))
export const ordinals = new Set(words.ordinals)
export const rangeWords = new Set(words.rangeWords)
export const clockWords = new Set(words.clockWords)
export const clockWordsDot = new Set(words.clockWordsDot)
export const ago = new Set(words.ago)
export const one = new Set(words.one)
export const notAfterYear = new Set(words.notAfterYear)

interface RelativePhrase {
  words: string[]
  /** Days from today; null for «just now». */
  days: number | null
}

function byFirstWord(phrases: RelativePhrase[]): Map<string, RelativePhrase[]> {
  const longestFirst = phrases.toSorted((a, b) => b.words.length - a.words.length)
  return Map.groupBy(longestFirst, (phrase) => phrase.words[0]!)
}

function phrasesOf(list: string[], days: number | null): RelativePhrase[] {
  return list.map((phrase) => ({ days, words: fold(phrase).split(' ') }))
}

export const relativeDays = byFirstWord([
  ...Object.entries(words.relative).flatMap(([days, list]) => phrasesOf(list, Number(days))),
  ...phrasesOf(words.now, null),
])

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
export const timeUnits = new Map(
  Object.entries(words.units).flatMap(([unit, list]) => list.map((word) => [fold(word), unit as TimeUnit])),
)
