import type { CountryCode } from './country.ts'

/** Where a release came from: another one, read from its document, or composed here. */
export type ReleaseOrigin = 'IMPORTED' | 'COMPOSED'

/** One event as a release tells it. */
export interface ReleaseEntry {
  /** Position in the release, from 1. */
  ordinal: number
  country: CountryCode
  title: string
  paragraphs: string[]
  /** Address as repaired; null where the release prints none. */
  url: string | null
  /** Address as printed. */
  printedUrl: string | null
  /** True where only a host is printed, which tells no article. */
  hostOnly: boolean
  eventId: string | null
}

/** An Information Release: the bulletin of a period. */
export interface Release {
  year: number
  /** Within the year: 2·(month−1)+half. */
  number: number
  origin: ReleaseOrigin
  /** Inclusive days, ISO 8601. */
  from: string
  to: string
  /** Null while it is a draft. */
  publishedAt: string | null
  /** SHA-256 of the document it was read from, or of its frozen content. */
  sha256: string | null
  /** Its own sentence of counts. */
  stated: { total: number | null; byCountry: Record<CountryCode, number> } | null
  /** What a person should look at, a sentence each. */
  problems: string[]
  entries: ReleaseEntry[]
  updatedAt: string
}

export const releaseEditKinds = [
  'INCLUDED',
  'EXCLUDED',
  'RETITLED',
  'MOVED',
  'SUMMARISED',
  'PUBLISHED',
] as const
export type ReleaseEditKind = (typeof releaseEditKinds)[number]

/** What an editor did to a draft. */
export interface ReleaseEdit {
  at: string
  /** Who: the caller's id. */
  editor: string
  kind: ReleaseEditKind
  /** Null where it is about the release as a whole. */
  eventId: string | null
  /** New title or summary, position from 1, hash; null takes an own title or summary back. */
  value: string | null
}

/** A release as it was published. */
export interface PublishedRelease {
  year: number
  number: number
  publishedAt: string
  publishedBy: string
  /** Of `document`. */
  sha256: string
  /** JSON of a `ReleaseDocument`. */
  document: string
}
