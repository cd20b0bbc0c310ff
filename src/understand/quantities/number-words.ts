import words from '../data/number-words.json' with { type: 'json' }
import { fold } from '../tokens.ts'

type Table = ReadonlyMap<string, number>

const tables: Record<string, Table> = Object.fromEntries(
  Object.entries(words)
    .filter(([language]) => language !== 'comment')
    .map(([language, values]) => [language, tableOf(values as Record<string, string[]>)]),
)

/** Words a text of unknown language is read with: English is left out, its «a» and «on» are too common. */
const unknown = merged(['ru', 'kk', 'ky', 'az', 'uz', 'tg', 'tk'])

/** Values of number words in a language, ISO 639-1. */
export function numberWords(language: string | undefined): Table {
  return tables[language ?? ''] ?? unknown
}

function tableOf(values: Record<string, string[]>): Table {
  return new Map(
    Object.entries(values).flatMap(([value, list]) => list.map((word) => [fold(word), Number(value)])),
  )
}

function merged(languages: readonly string[]): Table {
  return new Map(languages.flatMap((language) => [...tables[language]!]))
}
