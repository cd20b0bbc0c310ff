/** Languages whose month names are known; their forms come from the CLDR data built into the runtime. */
const languages =
  'en ru uk be kk ky uz tg az tk tr de fr es it pt nl pl cs sk sl hr sr bs mk bg ro hu fi sv da nb et lv lt el ka hy ca eu gl id ms vi'.split(
    ' ',
  )

/** Short and official forms of Russian-language agencies and others that CLDR does not print. */
const extra: Record<string, Record<string, number>> = {
  ru: {
    янв: 1,
    фев: 2,
    февр: 2,
    мар: 3,
    апр: 4,
    июн: 6,
    июл: 7,
    авг: 8,
    сен: 9,
    сент: 9,
    окт: 10,
    ноя: 11,
    нояб: 11,
    дек: 12,
  },
  en: { sept: 9 },
  tg: {
    январи: 1,
    феврали: 2,
    марти: 3,
    апрели: 4,
    майи: 5,
    июни: 6,
    июли: 7,
    августи: 8,
    сентябри: 9,
    октябри: 10,
    ноябри: 11,
    декабри: 12,
  },
  tk: {
    ýanwar: 1,
    fewral: 2,
    mart: 3,
    aprel: 4,
    maý: 5,
    iýun: 6,
    iýul: 7,
    awgust: 8,
    sentýabr: 9,
    oktýabr: 10,
    noýabr: 11,
    dekabr: 12,
  },
}

const tables = new Map<string, Map<string, number>>()
let anyLanguage: Map<string, number> | undefined

/** Number of the month a word names, 1 to 12, in the page's language first; null where no language or two disagree. */
export function monthNumber(word: string, language?: string): number | null {
  const key = word.toLowerCase().replace(/\.$/, '')
  const own = language && tableOf(language.split(/[-_]/)[0]!.toLowerCase()).get(key)
  return own || tableOf('en').get(key) || inAnyLanguage(key)
}

function inAnyLanguage(key: string): number | null {
  if (!anyLanguage) {
    anyLanguage = new Map()
    for (const language of languages) {
      for (const [name, month] of tableOf(language)) {
        const known = anyLanguage.get(name)
        anyLanguage.set(name, known === undefined || known === month ? month : 0)
      }
    }
  }
  return anyLanguage.get(key) || null
}

function tableOf(language: string): Map<string, number> {
  const known = tables.get(language)
  if (known) return known
  const table = new Map(Object.entries(extra[language] ?? {}))
  if (languages.includes(language)) {
    for (const style of ['long', 'short'] as const) {
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' })
      const inDate = new Intl.DateTimeFormat(language, {
        month: style,
        day: 'numeric',
        year: 'numeric',
        timeZone: 'UTC',
      })
      for (let month = 1; month <= 12; month++) {
        const day = new Date(Date.UTC(2001, month - 1, 1))
        const names = [
          alone.format(day),
          inDate.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '',
        ]
        for (const name of names) {
          const word = name.toLowerCase().replace(/[.\s]+$/, '')
          if (/\p{L}{2}/u.test(word)) table.set(word, month)
        }
      }
    }
  }
  tables.set(language, table)
  return table
}
