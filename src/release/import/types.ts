import type { CountryCode } from '../../model/country.ts'

/** One event as an Information Release prints it. */
export interface ReleaseEntry {
  /** Position in the release, from 1. */
  ordinal: number
  country: CountryCode
  title: string
  paragraphs: string[]
  /** Repaired address of the source; null where none is printed. */
  url: string | null
  /** As printed, before repair. */
  printedUrl: string | null
  /** True where only the host of the source is named, so the address tells no article. */
  hostOnly: boolean
  /** Further addresses printed under the same event. */
  otherUrls: string[]
}

export interface StatedCounts {
  total: number | null
  byCountry: Record<CountryCode, number>
}

export interface ParsedRelease {
  type: 'release'
  /** Number within the year: 2·(month−1)+half. */
  number: number | null
  year: number | null
  /** Inclusive days. */
  period: { from: string; to: string } | null
  /** What the release's own sentence of counts says. */
  stated: StatedCounts | null
  entries: ReleaseEntry[]
  /** What a person should look at: differences from the stated counts, repaired or missing addresses. */
  problems: string[]
}

/** A press release or an article: one event. */
export interface ParsedPressRelease {
  type: 'press-release'
  title: string
  paragraphs: string[]
  /** Address of its own, where the text names one. */
  url: string | null
  problems: string[]
}

export type ParsedDocument = ParsedRelease | ParsedPressRelease
