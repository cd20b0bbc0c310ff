import type { Period } from '../../model/understanding.ts'
import data from '../data/period-words.json' with { type: 'json' }
import { isoDay, yearOf } from '../dates/calendar.ts'
import type { ReadDate } from '../dates/read-dates.ts'
import { createLexicon } from '../lexicon/lexicon.ts'
import type { Token } from '../tokens.ts'
import { findSpans } from './find-spans.ts'
import type { Text } from './prepare.ts'

/** Words that say what time a figure covers. */
export interface PeriodFinding {
  /** Null where the words do not tell its days. */
  period: Period | null
  from: number
  to: number
  /** A bare year may date one event as well as bound a sum: «в 2023 году на границе…». */
  bareYear: boolean
}

type Kind = 'SINCE' | 'QUARTER' | 'HALF' | 'MONTHS' | 'YEAR_ALONE' | 'LAST_YEAR'

const phrases = createLexicon<Kind>([
  ...data.sinceYearStart.map((pattern) => ({ pattern, value: 'SINCE' as const })),
  ...data.quarter.map((pattern) => ({ pattern, value: 'QUARTER' as const })),
  ...data.half.map((pattern) => ({ pattern, value: 'HALF' as const })),
  ...data.months.map((pattern) => ({ pattern, value: 'MONTHS' as const })),
  ...data.wholeYearAlone.map((pattern) => ({ pattern, value: 'YEAR_ALONE' as const })),
  ...data.lastYear.map((pattern) => ({ pattern, value: 'LAST_YEAR' as const })),
])
const ordinals = new Map(
  Object.entries(data.ordinals).flatMap(([n, words]) => words.map((word) => [word, Number(n)] as const)),
)
const yearWords = new Set(data.years)
const yearBefore = new Set(data.yearBefore)
const until = new Set(data.until)
const currentYear = new Set([
  'этого',
  'текущего',
  'нынешнего',
  'this',
  'cari',
  'joriy',
  'жорий',
  'ағымдағы',
  'биылғы',
  'быйылкы',
  'соли',
  'ҷорӣ',
  'şu',
  'bu',
])
const monthsBefore = new Set([
  'за',
  'in',
  'during',
  'over',
  'дар',
  'течение',
  'первые',
  'первых',
  'first',
  'алғашқы',
  'ilk',
  'алгачкы',
  'last',
  'past',
  'последние',
])
const wholeMonth = new Set(['за', 'for', 'during', 'over'])
const firstWords = new Set([
  'первые',
  'первых',
  'first',
  'алғашқы',
  'ilk',
  'алгачкы',
  'дастлабки',
  'dastlabki',
])

/** Every period the text names; `dates` are those of its calendar, `dated` the tokens they stand on. */
export function findPeriods(
  text: Text,
  dates: readonly ReadDate[],
  dated: ReadonlySet<number>,
  today: string | null,
): PeriodFinding[] {
  const found = [...dates.flatMap((date) => ofMonth(text.tokens, date) ?? []), ...findSpans(text, today)]
  for (const hit of phrases(text.tokens)) {
    if (dated.has(hit.from) && hit.value === 'SINCE') continue
    const finding = ofPhrase(text, hit.value, hit.from, hit.to, today)
    if (finding) found.push(finding)
  }
  text.tokens.forEach((token, i) => {
    const year = token.kind === 'number' && !dated.has(i) ? yearOf(token.text) : null
    const finding = year === null ? null : ofYear(text.tokens, i, year, dated, today)
    if (finding) found.push(finding)
  })
  return found.sort((a, b) => a.from - b.from)
}

function ofPhrase(
  text: Text,
  kind: Kind,
  from: number,
  to: number,
  today: string | null,
): PeriodFinding | null {
  const { tokens } = text
  const thisYear = today ? Number(today.slice(0, 4)) : null
  const year = yearNear(tokens, from, to) ?? thisYear
  switch (kind) {
    case 'SINCE':
      return finding(year && whole(year, 1, 12, today), from, to)
    case 'LAST_YEAR':
      return finding(thisYear && whole(thisYear - 1, 1, 12, null), from, to)
    case 'YEAR_ALONE':
      return finding(null, from, to)
    case 'MONTHS':
      return ofMonths(text, from, to, today)
    default: {
      const part = ordinalBefore(tokens, from)
      if (!part) return null
      const months = kind === 'QUARTER' ? 3 : 6
      return finding(year && whole(year, (part.n - 1) * months + 1, part.n * months, null), part.from, to)
    }
  }
}

/** «за февраль 2025 года» sums the month up; «в феврале» only dates. */
function ofMonth(tokens: readonly Token[], { date, first, next }: ReadDate): PeriodFinding | null {
  if (date.precision !== 'MONTH' || !wholeMonth.has(tokens[first - 1]?.lower ?? '')) return null
  const [year, month] = date.date.split('-').map(Number)
  return finding(whole(year!, month!, month!, null), first, next)
}

/** «за 9 месяцев 2025 года», «in the first three months of this year» */
function ofMonths(
  { tokens, words }: Text,
  from: number,
  to: number,
  today: string | null,
): PeriodFinding | null {
  const counted = tokens[from - 1]
  const count = counted?.kind === 'number' ? Number(counted.text) : words.get(counted?.lower ?? '')
  if (!count || count < 2 || count > 12) return null
  const lead = [tokens[from - 2]?.lower ?? '', tokens[from - 3]?.lower ?? '']
  const year = yearNear(tokens, from, to)
  const current = [0, 1, 2, 3].some((i) => currentYear.has(tokens[to + i]?.lower ?? ''))
  const first = lead.some((word) => firstWords.has(word))
  if (!year && !current && !lead.some((word) => monthsBefore.has(word))) return null
  const known = year ?? ((current || first) && today ? Number(today.slice(0, 4)) : null)
  return finding(known && whole(known, 1, count, null), from - 1, to)
}

/** «в 2024 году», «2024-жылы», «in 2024», «с 2017 по 2019 год», «2019-2023 годах» */
function ofYear(
  tokens: readonly Token[],
  index: number,
  year: number,
  dated: ReadonlySet<number>,
  today: string | null,
): PeriodFinding | null {
  const last = until.has(tokens[index + 1]?.lower ?? '') ? yearOf(tokens[index + 2]?.text ?? '') : null
  if (last && last > year && !dated.has(index + 2))
    return finding({ from: isoDay(year, 1, 1), to: isoDay(last, 12, 31) }, index, index + 3)
  if (until.has(tokens[index - 1]?.lower ?? '') && yearOf(tokens[index - 2]?.text ?? '')) return null
  const before = yearBefore.has(tokens[index - 1]?.lower ?? '')
  const named = [1, 2, 3].some((i) => yearWords.has(tokens[index + i]?.lower ?? ''))
  if (!before && !named) return null
  return {
    ...finding(whole(year, 1, 12, today), index, index + 1),
    bareYear: tokens[index - 1]?.lower !== 'за',
  }
}

function finding(period: Period | null | 0, from: number, to: number): PeriodFinding {
  return { period: period || null, from, to, bareYear: false }
}

/** Months of a year, cut at today where that lies within them. */
function whole(year: number, first: number, last: number, today: string | null): Period {
  const end = isoDay(year, last, new Date(Date.UTC(year, last, 0)).getUTCDate())
  const from = isoDay(year, first, 1)
  return { from, to: today && today < end && today > from ? today : end }
}

function ordinalBefore(tokens: readonly Token[], index: number): { n: number; from: number } | null {
  for (let i = index - 1; i >= index - 4 && i >= 0; i--) {
    const n = ordinals.get(tokens[i]!.lower)
    if (n) return { n, from: i }
  }
  return null
}

function yearNear(tokens: readonly Token[], from: number, to: number): number | null {
  for (let i = to; i < to + 4; i++) {
    const year = yearOf(tokens[i]?.text ?? '')
    if (year) return year
  }
  for (let i = from - 1; i > from - 6 && i >= 0; i--) {
    const year = yearOf(tokens[i]!.text)
    if (year) return year
  }
  return null
}
