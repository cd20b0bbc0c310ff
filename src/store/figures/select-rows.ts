import type { EventFilter } from '../../model/filter.ts'
import { namesStatus } from '../../model/filter-shape.ts'
import { rangeBounds } from '../../model/range-bounds.ts'
import type { Columns } from './columns.ts'

/** 1 for each row that is meant. */
export type Selection = Uint8Array

/** The published events a filter without text lets through; the same answer as `filterSql`. */
export function selectRows(columns: Columns, filter: EventFilter): Selection {
  const selection = select(columns, filter)
  if (!namesStatus(filter)) keep(selection, (row) => !columns.withdrawn[row])
  return selection
}

function select(columns: Columns, filter: EventFilter): Selection {
  const { names, withdrawn, seq, publishedAt, publishedDay, updatedAt, most } = columns
  const selection = columns.present.slice(0, columns.rows)
  const among = <T>(codes: ArrayLike<number>, values: readonly T[], fits: (value: T) => boolean) => {
    const pass = Uint8Array.from(values, (value) => Number(fits(value)))
    keep(selection, (row) => pass[codes[row]!] === 1)
  }
  const { countries, sources, languages, categories, substances, regions, status, minGrams } = filter
  if (countries) among(columns.country, names.country.values, (value) => countries.includes(value))
  if (sources) among(columns.source, names.source.values, (value) => sources.includes(value))
  if (languages)
    among(columns.language, names.language.values, (value) =>
      languages.some((tag) => value === tag || value.startsWith(`${tag}-`)),
    )
  if (categories) among(columns.categories, names.categories.values, (list) => overlap(list, categories))
  if (substances)
    among(columns.substanceTree, names.substanceTree.values, (list) => overlap(list, substances))
  if (regions) among(columns.regions, names.regions.values, (list) => overlap(list, regions))
  for (const { side, instant, day } of rangeBounds(filter.published)) {
    const bound = day === null ? Date.parse(instant) : Date.parse(day) / 86_400_000
    if (day === null && side === 'from') keep(selection, (row) => publishedAt[row]! >= bound)
    else if (day === null) keep(selection, (row) => publishedAt[row]! < bound)
    else if (side === 'from') keep(selection, (row) => publishedDay[row]! >= bound)
    else keep(selection, (row) => publishedDay[row]! <= bound)
  }
  for (const { side, instant } of rangeBounds(filter.updated)) {
    const bound = Date.parse(instant)
    if (side === 'from') keep(selection, (row) => updatedAt[row]! >= bound)
    else keep(selection, (row) => updatedAt[row]! < bound)
  }
  const { from, to } = filter.seq ?? {}
  if (from != null) keep(selection, (row) => seq[row]! >= from)
  if (to != null) keep(selection, (row) => seq[row]! < to)
  if (minGrams != null) keep(selection, (row) => most[row]! >= minGrams)
  if (status) keep(selection, (row) => status.includes(withdrawn[row] ? 'WITHDRAWN' : 'PUBLISHED'))
  if (filter.and) {
    if (!filter.and.length) selection.fill(0)
    for (const inner of filter.and) {
      const held = select(columns, inner)
      keep(selection, (row) => held[row] === 1)
    }
  }
  if (filter.or) {
    const any = filter.or.map((inner) => select(columns, inner))
    keep(selection, (row) => any.some((each) => each[row] === 1))
  }
  if (filter.not) {
    const not = select(columns, filter.not)
    keep(selection, (row) => not[row] === 0)
  }
  return selection
}

function keep(selection: Selection, fits: (row: number) => boolean): void {
  for (let row = 0; row < selection.length; row++) if (selection[row] === 1 && !fits(row)) selection[row] = 0
}

const overlap = (list: readonly string[], asked: readonly string[]) =>
  list.some((value) => asked.includes(value))
