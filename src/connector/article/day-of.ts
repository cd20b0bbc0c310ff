import { monthNumber } from './month-names.ts'

export interface DayEvidence {
  /** BCP 47 of the page; settles month names and the order of `04/05/2024`. */
  language?: string | undefined
  /** IANA; an instant with an offset is told in this zone. */
  timeZone?: string | undefined
  /** The page's address, whose country also tells the order. */
  url?: string | undefined
}

const letters = String.raw`[\p{L}\p{M}'’ʻʼ]{2,14}`
const patterns: {
  form: RegExp
  read(match: string[], evidence: DayEvidence): [number, number, number] | null
}[] = [
  { form: /(?<!\d)(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?(?!\d)/u, read: ([, y, m, d]) => [+y!, +m!, +d!] },
  {
    form: /(?<![\d.])(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)/u,
    read: ([, y, m, d]) => [+y!, +m!, +d!],
  },
  { form: /(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/u, read: numeric },
  {
    form: new RegExp(
      String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|-)?\s*(?:de |of |d['’]|ngày )?\s*(${letters})\.?,?\s*(?:de |del )?\s*(\d{4})(?!\d)`,
      'iu',
    ),
    read: ([, d, word, y], { language }) => withMonth(y, word, d, language),
  },
  {
    form: new RegExp(String.raw`(${letters})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)`, 'iu'),
    read: ([, word, d, y], { language }) => withMonth(y, word, d, language),
  },
  {
    form: new RegExp(
      String.raw`(?<!\d)(\d{4})(?:\.|\s?-?(?:m\.|gada|г\.|жылғы|жылдын|жылы|йил|yil|-ci il|ж\.))?,?\s+(\d{1,2})[.-]?\s*(${letters})`,
      'iu',
    ),
    read: ([, y, d, word], { language }) => withMonth(y, word, d, language),
  },
  {
    form: new RegExp(String.raw`(?<!\d)(\d{4})(?:\.|\s?m\.)?\s+(${letters})\s+(\d{1,2})(?!\d)`, 'iu'),
    read: ([, y, word, d], { language }) => withMonth(y, word, d, language),
  },
]

/**
 * Calendar day that a printed date names, `YYYY-MM-DD`, where the print alone tells: ISO, RFC 2822, numeric, and
 * month names with a year. Null for «вчера», a day without a year, and nonsense; those need a language engine.
 */
export function dayOf(printed: string, evidence: DayEvidence = {}): string | null {
  const text = printed.trim().slice(0, 300)
  if (/^\d{10}$|^\d{13}$/.test(text))
    return inZone(new Date(+text * (text.length === 10 ? 1000 : 1)), evidence.timeZone ?? 'UTC')
  const instant =
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)$/i.test(text) &&
    evidence.timeZone
  if (instant) return inZone(new Date(text.replace(' ', 'T').replace(/\s/g, '')), evidence.timeZone!)
  for (const { form, read } of patterns) {
    const match = form.exec(text)
    const day = match && calendarDay(read(match, evidence))
    if (day) return day
  }
  return null
}

function calendarDay(parts: [number, number, number] | null): string | null {
  if (!parts) return null
  const [year, month, day] = parts
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null
}

function inZone(date: Date, timeZone: string): string | null {
  if (Number.isNaN(date.getTime())) return null
  try {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    }).formatToParts(date)
    const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value)
    return calendarDay([part('year'), part('month'), part('day')])
  } catch {
    return date.toISOString().slice(0, 10)
  }
}

function numeric(
  [, first, mark, second, year]: string[],
  evidence: DayEvidence,
): [number, number, number] | null {
  const y = year!.length === 2 ? 2000 + Number(year) : Number(year)
  const [a, b] = [Number(first), Number(second)]
  const monthFirst = b > 12 || (a <= 12 && mark !== '.' && isMonthFirst(evidence))
  return monthFirst ? [y, a, b] : [y, b, a]
}

/** Only the United States and a few neighbours print the month first. */
function isMonthFirst({ language = '', url = '' }: DayEvidence): boolean {
  if (/^en[-_](?:us|ph)$/i.test(language)) return true
  if (language !== '' && !/^en$/i.test(language)) return false
  const host = URL.parse(url)?.hostname ?? ''
  return /\.(?:com|us|gov|mil|edu|org|net)$/.test(host)
}

function withMonth(
  year: string | undefined,
  word: string | undefined,
  day: string | undefined,
  language?: string,
): [number, number, number] | null {
  const month = monthNumber(word ?? '', language)
  return month === null ? null : [Number(year), month, Number(day)]
}
