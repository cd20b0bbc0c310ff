import type { ReleaseDocument, ReleaseFigures } from '../../../model/release-document.ts'
import { countryName, inCustomaryOrder } from '../customary-order.ts'
import { countWords, kindWords, massWords } from './release-words.ts'

/** A table of figures: the first column names, the others are numbers as words. */
export interface FigureTable {
  title: string
  header: string[]
  rows: string[][]
}

/** The figures of a release as tables, countries across, totals last; none where there is nothing to tell. */
export function figureTables({ sections, figures }: ReleaseDocument): FigureTable[] {
  const countries = inCustomaryOrder(sections.map(({ country }) => country))
  const table = <Row extends { country: string }>(
    title: string,
    rows: Row[],
    nameOf: (row: Row) => string,
    numberOf: (row: Row) => number,
    toWords: (value: number) => string,
  ): FigureTable[] => {
    if (rows.length === 0) return []
    const across = countries.filter((code) => rows.some(({ country }) => country === code))
    const byName = Map.groupBy(rows, nameOf)
    const sum = (some: Row[]) => some.reduce((total, row) => total + numberOf(row), 0)
    const words = (some: Row[]) => (some.length ? toWords(sum(some)) : '–')
    return [
      {
        title,
        header: ['', ...across.map(countryName), 'Total'],
        rows: [...byName].map(([name, named]) => [
          name,
          ...across.map((code) => words(named.filter(({ country }) => country === code))),
          words(named),
        ]),
      },
    ]
  }
  return [
    ...table(
      'Seized, by substance',
      figures.seizures,
      ({ name }) => capital(name),
      ({ grams }) => grams,
      massWords,
    ),
    ...table(
      'Also counted',
      figures.counts,
      ({ kind }) => kindWords(kind),
      ({ value }) => value,
      countWords,
    ),
    ...table(
      'Events by kind; one of two kinds counts in both',
      figures.categories,
      ({ category }) => kindWords(category),
      ({ events }) => events,
      countWords,
    ),
  ]
}

/** What the tables leave out, and why; null where that is nothing. */
export function figuresNote({ cumulative }: ReleaseFigures): string {
  const left =
    cumulative === 0
      ? ''
      : ` ${cumulative} cumulative ${cumulative === 1 ? 'statement is' : 'statements are'} left out.`
  return `Sums hold single seizures as the reports state them: never totals over a period, and no part besides its total.${left}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
