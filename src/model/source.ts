import type { CountryCode } from './country.ts'

/** Facts about one source, as the connector states them; id and country come from its path. */
export interface SourceFacts {
  /** `kz/polisia-ru` */
  id: string
  /** `ZZ` for regional bodies. */
  country: CountryCode
  name: string
  authority: string
  homepage: string
  /** BCP 47, the site's language. */
  language: string
  /** IANA zone in which the site prints its times. */
  timeZone: string
  scope: 'all-police-news' | 'drugs-only' | 'general-news'
  /** Seconds between polls before adaptation. */
  pollEverySeconds: number
  /** Hosts this source may be fetched from, ASCII form. */
  hosts: string[]
}

/** What another Bulletin tells of a source that no connector here reads. */
export interface LearnedSource {
  id: string
  country: CountryCode
  name: string
  authority: string | null
  homepage: string | null
  language: string
  timeZone: string | null
  scope: SourceFacts['scope'] | null
}

export type SourceStatus = 'PENDING' | 'HEALTHY' | 'QUIET' | 'FAILING'

export interface SourceHealth {
  sourceId: string
  status: SourceStatus
  /** Instant of the last change of status. */
  since: string | null
  lastPollAt: string | null
  lastSuccessAt: string | null
  lastEventAt: string | null
  nextPollAt: string | null
  consecutiveFailures: number
  /** Name of the strategy that worked last. */
  strategy: string | null
  lastError: { code: string; message: string; at: string } | null
}

/** What is remembered of a source between polls; moves in the transaction that stores its events. */
export interface Checkpoint {
  sourceId: string
  /** Index of the strategy that worked last. */
  strategy: number
  /** Kind's own state: last id, last modified instant … */
  state: Record<string, unknown>
  /** Request address → ETag and Last-Modified. */
  validators: Record<string, { etag?: string; lastModified?: string }>
  /** Newest publication instant stored. */
  watermark: string | null
}

export type RunOutcome = 'OK' | 'NOT_MODIFIED' | 'UNREACHABLE' | 'CHANGED' | 'FAILED'

/** Record of one poll. */
export interface RunRecord {
  id: string
  sourceId: string
  startedAt: string
  finishedAt: string
  outcome: RunOutcome
  strategy: string | null
  requests: number
  bytes: number
  items: number
  added: number
  revised: number
  withdrawn: number
  rejected: number
  error: { code: string; message: string } | null
}

export type RejectionReason =
  | 'OFF_TOPIC'
  | 'NO_URL'
  | 'NO_TITLE'
  | 'NO_TEXT'
  | 'BAD_URL'
  | 'FOREIGN_HOST'
  | 'BAD_DATE'
  | 'FUTURE_DATE'
  | 'DUPLICATE'
  | 'TOO_LARGE'
  | 'UNREADABLE'

/** An item that could not become an event, kept with its payload. */
export interface Rejection {
  id: string
  sourceId: string
  url: string | null
  reason: RejectionReason
  detail: string
  payload: unknown
  at: string
}
