import type { CountryCode } from './country.ts'
import type { DatePrecision, Understanding } from './understanding.ts'

export type EventStatus = 'PUBLISHED' | 'WITHDRAWN'

export interface Image {
  url: string
  alt: string | null
}

/** A Bulletin that an event came through. */
export interface Gateway {
  /** Identity of its change log, as in its cursors. */
  id: string
  /** What the one who asked it calls it. */
  name: string
  /** Position in its log that the event was taken over at. */
  seq: number
}

/** The fetched bytes an event was read from. */
export interface Provenance {
  /** Address that was asked, and the one that answered after redirects. */
  requestedUrl: string
  finalUrl: string
  status: number
  fetchedAt: string
  /** SHA-256 of the bytes, hex; key of the raw snapshot. */
  sha256: string
  contentType: string | null
  /** Strategy that read it: `wordpress`, `feed`, … `import` for documents. */
  strategy: string
  /** Chain of gateways the event came through, nearest first; empty when fetched here. */
  via: Gateway[]
}

/** What a poll wants stored; the id is a function of the canonical address. */
export interface EventDraft {
  id: string
  /** Canonical address. */
  url: string
  sourceId: string
  country: CountryCode
  title: string
  summary: string | null
  /** Plain text; every evidence offset points here. */
  body: string
  /** Sanitised HTML, null where the site gave text only. */
  bodyHtml: string | null
  language: string
  publishedAt: string
  publishedPrecision: DatePrecision
  /** Day in the source's zone, `YYYY-MM-DD`. */
  publishedOn: string
  images: Image[]
  understanding: Understanding
  provenance: Provenance
  /** SHA-256 over what readers see (title, summary, body, images, publication); equal hash, no revision. */
  contentHash: string
}

export interface StoredEvent extends EventDraft {
  /** Log position of its newest change. */
  seq: number
  /** 1 for the first text, +1 for each revision. */
  revision: number
  status: EventStatus
  collectedAt: string
  updatedAt: string
  storyId: string
}

export interface Revision {
  eventId: string
  revision: number
  at: string
  seq: number
  title: string
  summary: string | null
  body: string
  contentHash: string
  /** Why it was written: the text was edited, or newer rules read it again. */
  reason: 'FIRST' | 'EDITED' | 'UNDERSTOOD_AGAIN' | 'WITHDRAWN' | 'RESTORED'
}
