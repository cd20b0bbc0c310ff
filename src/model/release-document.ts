import type { CountryCode } from './country.ts'
import type { Category, QuantityKind } from './understanding.ts'

/** Whose words an entry is told in. */
export type EntryWording =
  /** The report's own, which is in English. */
  | 'ORIGINAL'
  /** An imported release's English text of the same report. */
  | 'RELEASE'
  /** A program's translation. */
  | 'MACHINE'
  /** The report's own, in its own language: nothing could translate it. */
  | 'UNTRANSLATED'

export interface DocumentEntry {
  /** Position in the whole release, from 1. */
  ordinal: number
  eventId: string | null
  country: CountryCode
  title: string
  paragraphs: string[]
  /** Address of the report; null where there is none a reader could open. */
  url: string | null
  source: string
  /** Day of the report. */
  publishedOn: string | null
  wording: EntryWording
  /** BCP 47, of the report itself. */
  language: string
  /** Further reports of the same happening. */
  alsoReported: { url: string; source: string }[]
}

export interface DocumentSection {
  country: CountryCode
  /** `REPUBLIC OF KAZAKHSTAN` */
  heading: string
  /** `Kazakhstan` */
  name: string
  entries: DocumentEntry[]
}

export interface SeizureFigure {
  /** Null where none is named. */
  substance: string | null
  name: string
  country: CountryCode
  grams: number
  /** Entries that state them. */
  events: number
}

export interface CountFigure {
  kind: QuantityKind
  country: CountryCode
  value: number
  events: number
}

export interface CategoryFigure {
  category: Category
  country: CountryCode
  events: number
}

export interface DayFigure {
  day: string
  country: CountryCode
  events: number
}

export interface RegionFigure {
  /** ISO 3166-2 */
  region: string
  name: string
  latitude: number
  longitude: number
  events: number
}

/** Figures over the entries; totals hold single seizures only, never cumulative statements or parts of a total. */
export interface ReleaseFigures {
  /** Most first. */
  seizures: SeizureFigure[]
  /** Tablets, plants, laboratories, persons detained. */
  counts: CountFigure[]
  /** An entry of two kinds counts in both. */
  categories: CategoryFigure[]
  /** Entries a day. */
  days: DayFigure[]
  /** Entries by first-level region, ISO 3166-2, where it is known. */
  regions: RegionFigure[]
  /** Cumulative statements that no total holds. */
  cumulative: number
}

/** A whole Information Release, ready to be set in any format. */
export interface ReleaseDocument {
  /** Version of this shape. */
  version: 1
  year: number
  /** Null for a period of its own. */
  number: number | null
  /** Inclusive days. */
  from: string
  to: string
  /** Sentence of counts per country. */
  sentence: string
  /** An editor's own; null where there is none. */
  summary: string | null
  sections: DocumentSection[]
  figures: ReleaseFigures
  /** What must be said of the sources that were silent, a sentence each. */
  coverage: string[]
}
