import type { Provenance } from './event.ts'
import type { DatePrecision } from './understanding.ts'

/** One raw entry as fetched; untrusted, any field may be missing, nothing is interpreted yet. */
export interface Item {
  url?: string
  title?: string
  summary?: string
  /** Body as HTML, unsanitised. */
  html?: string
  /** Body as plain text, where the site gives no HTML. */
  text?: string
  /** As printed by the site: an ISO instant, or «26 Августа 12:39». */
  publishedAt?: string
  updatedAt?: string
  /** luxon format of `publishedAt`, where the site's own form is ambiguous (MM/DD/YYYY). */
  dateFormat?: string
  /** BCP 47 as declared by the site. */
  language?: string
  images?: { url: string; alt?: string }[]
  tags?: string[]
  /** The site's own key, where it has one. */
  externalId?: string
}

export type ItemField = keyof Item

/** An item read now from its own address, normalised but not stored. */
export interface ReadItem {
  /** Canonical address. */
  url: string
  sourceId: string
  title: string
  summary: string | null
  /** Plain text. */
  body: string
  /** Sanitised, null where the site gave text only. */
  bodyHtml: string | null
  /** Instant, null when the page does not tell. */
  publishedAt: string | null
  /** How much of it the page tells, and the day in the site's zone; null with it. */
  publication: { precision: DatePrecision; day: string } | null
  language: string
  images: { url: string; alt: string | null }[]
  fetchedAt: string
  strategy: string
  /** The bytes it was read from. */
  provenance: Provenance
}

/** Reads many addresses at once; same length and order, an Error in the place of what failed. */
export type FetchItems = (urls: string[]) => Promise<(ReadItem | Error)[]>
