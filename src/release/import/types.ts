import type { CountryCode } from '../../model/country.ts'
import type { ReleaseEntry } from '../../model/release.ts'

/** One event as an Information Release prints it. */
export interface ParsedEntry extends Omit<ReleaseEntry, 'eventId'> {
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
  entries: ParsedEntry[]
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
