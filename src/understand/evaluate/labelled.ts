import type { Category } from '../../model/understanding.ts'

/** Lines of `documents.jsonl`. */
export interface LabelledDocument {
  id: string
  language: string
  script: string
  country: string | null
  text: string
  relevant: boolean
  category: Category[]
  quantities: LabelledQuantity[]
  counts: LabelledCount[]
  /** English name of the main first-level region. */
  region: string | null
  published: string | null
}

export interface LabelledQuantity {
  substance: string
  grams: number
  raw: string
}

export interface LabelledCount {
  kind: string
  value: number
  raw: string
  /** False where the text names it without a number. */
  explicit?: boolean
}

/** Lines of `quantities.jsonl`. */
export interface LabelledPhrase {
  id: string
  language: string
  text: string
  quantities: LabelledQuantity[]
  counts: LabelledCount[]
  /** Nothing may come out. */
  negative: boolean
}

/** Lines of `dates.jsonl`. */
export interface LabelledDate {
  id: string
  language: string
  raw: string
  expected: string | null
  expected_end: string | null
  time: string | null
  timezone: string | null
  reference_time: string | null
}

/** A labelled folder as read; a file that is not there is an empty list. */
export interface Labelled {
  documents: LabelledDocument[]
  phrases: LabelledPhrase[]
  dates: LabelledDate[]
}

/** Parses JSON lines; throws with the line's number where one is not JSON. */
export function parseLines<T>(text: string, name: string): T[] {
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    try {
      return [JSON.parse(line) as T]
    } catch (error) {
      throw new Error(`${name}, line ${i + 1} is not JSON: ${(error as Error).message}`)
    }
  })
}
