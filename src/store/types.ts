import type { Change, ChangeKind, ChangeWithEvent } from '../model/change.ts'
import type { CountryCode } from '../model/country.ts'
import type { EventDraft, Revision, StoredEvent } from '../model/event.ts'
import type { EventFilter, EventOrder } from '../model/filter.ts'
import type {
  Checkpoint,
  LearnedSource,
  Rejection,
  RejectionReason,
  RunRecord,
  SourceHealth,
} from '../model/source.ts'
import type { Quantity } from '../model/understanding.ts'
import type { ApiKeyStore } from './api-keys.ts'
import type { AuditLog } from './audit-log.ts'
import type { ReleaseDeskStore } from './release-desk.ts'
import type { ReleaseStore } from './releases.ts'
import type { WebhookStore } from './webhooks.ts'

/** The seam between SQL and its two homes. `$1` parameters; JSON columns come back parsed. */
export interface Db extends AsyncDisposable {
  readonly home: 'pglite' | 'postgres'
  query<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>
  /**
   * Several statements without parameters, as one script (DDL, `BEGIN; …; COMMIT`); rows of all of them.
   * A script that fails inside its own transaction is rolled back.
   */
  exec<Row = Record<string, unknown>>(sql: string): Promise<Row[]>
  /**
   * One transaction on one connection; rolls back when `run` throws. Inside it use `tx` only: PGlite has one
   * connection, and asking the Db itself would wait for ever.
   */
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>
  /** Calls back on NOTIFY until the returned function is called. Lost notifications are possible. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>
}

export type Tx = Pick<Db, 'query' | 'exec'>

export interface Snapshot {
  sha256: string
  bytes: Uint8Array
  contentType: string | null
}

/** Everything one poll wants stored; all of it in one transaction, or none. */
export interface Commit {
  sourceId: string
  /** New, edited or unchanged events; the store tells which by `contentHash`. */
  drafts: EventDraft[]
  withdrawals?: { eventId: string; reason: string }[]
  rejections?: Rejection[]
  /** Descriptions of sources that no connector here reads. */
  learned?: LearnedSource[]
  snapshots?: Snapshot[]
  checkpoint?: Checkpoint
  run?: RunRecord
  health?: SourceHealth
  /** Event → story. A stored event that moves to another story is REVISED, since readers see it. */
  stories?: Record<string, string>
  at: string
  /** Ids of rejections whose items are among the drafts; they are forgotten. */
  settled?: string[]
  /** With it drafts are texts as stored, read again: one edited or withdrawn meanwhile is left as it is. */
  reason?: Extract<Revision['reason'], 'UNDERSTOOD_AGAIN'>
}

export interface CommitResult {
  added: string[]
  revised: string[]
  withdrawn: string[]
  unchanged: string[]
  /** Drafts that could not be stored; each is recorded as a rejection (UNREADABLE) with its payload. */
  rejected: string[]
  /** Newest position of the log after this commit. */
  head: number
}

export interface PageRequest {
  filter?: EventFilter
  orderBy?: EventOrder
  limit: number
  /** Sort key and id of the event to start after (or before, when `backward`), as `page` returned them. */
  after?: PageKey
  backward?: boolean
}

export interface PageKey {
  /** Value of the sort column as text. */
  key: string
  id: string
}

export interface EventRef {
  id: string
  revision: number
  key: PageKey
  /** Position in the search result, higher is better; only with `text`. */
  rank?: number
}

export interface EventPage {
  refs: EventRef[]
  hasMore: boolean
}

export type Dimension = 'COUNTRY' | 'SOURCE' | 'CATEGORY' | 'LANGUAGE' | 'SUBSTANCE' | 'REGION'
export type Interval = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'

export interface StatRow {
  /** Dimension → value; null where the event has none. */
  keys: Partial<Record<Dimension, string | null>>
  /** First day of the interval, when one was asked for. */
  periodStart: string | null
  events: number
  /** Distinct stories among them: several reports of one happening are one. */
  stories: number
  /** Sum of single seizures, never of cumulative statements or of parts of a counted total. */
  grams: number
  min: number | null
  max: number | null
}

export interface QuantityRow extends Quantity {
  eventId: string
  /** Index in the event's own list of quantities; `partOf` points into the same list. */
  ordinal: number
  publishedAt: string
  country: CountryCode
  region: string | null
  key: PageKey
}

export interface ChangePage {
  changes: ChangeWithEvent[]
  /** Newest position read, also when the filter let nothing through; the next page starts after it. */
  position: number
  hasMore: boolean
}

export interface EventStore {
  /** Same length and order as asked, null where unknown. */
  byIds(ids: string[]): Promise<(StoredEvent | null)[]>
  byUrls(urls: string[]): Promise<(StoredEvent | null)[]>
  page(request: PageRequest): Promise<EventPage>
  count(filter?: EventFilter): Promise<number>
  stats(request: {
    filter?: EventFilter
    by: Dimension[]
    interval?: Interval
    timeZone?: string
  }): Promise<StatRow[]>
  /**
   * Flat rows, newest event first. Where the filter names substances (itself or in `and`), only rows of those
   * substances or their descendants.
   */
  quantities(request: {
    filter?: EventFilter
    limit: number
    after?: PageKey
    backward?: boolean
  }): Promise<{ rows: QuantityRow[]; hasMore: boolean }>
  revisions(eventIds: string[]): Promise<Revision[][]>
  /**
   * Notes that these rules read the events just as they are stored. Nothing a reader sees of them changes but the
   * version of the rules: no revision, no entry in the log.
   */
  confirm(eventIds: string[], rules: string): Promise<void>
  /** Members of each story, newest first. */
  stories(storyIds: string[]): Promise<string[][]>
  /**
   * Published events in the half-open span that share a band (`fingerprintBands`), most shared bands first.
   */
  storyCandidates(request: {
    bands: number[]
    from: string
    to: string
    limit?: number
  }): Promise<{ id: string; storyId: string; shared: number }[]>
}

/** Two equal ones: everything readers are shown, releases apart, is as it was. */
export interface DatabaseVersion {
  /** Newest position of the log. */
  head: number
  /** Counts what is written besides events: health, visits, rejections. */
  writes: number
}

export interface ChangeLog {
  /** Identity of this log; part of every cursor. */
  readonly id: string
  head(): Promise<number>
  version(): Promise<DatabaseVersion>
  /** Oldest position one can still read on from (0 until pruned); a reader behind it gets CursorExpired. */
  tail(): Promise<number>
  page(request: {
    after: number
    limit: number
    filter?: EventFilter
    kinds?: ChangeKind[]
  }): Promise<ChangePage>
  /** Bare entries, for readers that follow the log. */
  entries(after: number, limit: number): Promise<Change[]>
  /** Forgets entries older than the instant; events and revisions stay. Returns how many. */
  prune(olderThan: string): Promise<number>
  /** Calls back whenever the log may have grown: on NOTIFY, and every `pollMs` in case one was lost. */
  onAppend(callback: () => void, pollMs?: number): Promise<() => Promise<void>>
}

export interface Store extends AsyncDisposable {
  readonly db: Db
  readonly events: EventStore
  readonly changes: ChangeLog
  commit(commit: Commit): Promise<CommitResult>
  checkpoints: { get(sourceId: string): Promise<Checkpoint | null> }
  health: {
    all(): Promise<SourceHealth[]>
    /** For outcomes that store nothing else: an unreachable source. */
    record(health: SourceHealth, run?: RunRecord): Promise<void>
  }
  runs: {
    /** Newest first. */
    recent(sourceId: string, limit: number): Promise<RunRecord[]>
    /** Newest runs of each source, in one statement; same length and order as asked. */
    recentOf(sourceIds: string[], limit: number): Promise<RunRecord[][]>
    prune(olderThan: string): Promise<number>
  }
  rejections: {
    /** How many are kept of each source; same length and order as asked. */
    counts(sourceIds: string[]): Promise<number[]>
    /** Newest first; `after` is the id of the last one seen. */
    page(request: {
      sourceId?: string
      reasons?: RejectionReason[]
      limit: number
      after?: string
    }): Promise<Rejection[]>
    /** Deletes those older than the instant, of the reasons given or of all; returns how many. */
    prune(olderThan: string, reasons?: RejectionReason[]): Promise<number>
  }
  /** What peers tell of sources; same length and order as asked, null where nobody told. */
  learnedSources: { byIds(ids: string[]): Promise<(LearnedSource | null)[]> }
  snapshots: { get(sha256: string): Promise<Snapshot | null>; prune(olderThan: string): Promise<number> }
  /** Pages seen gone (404/410), by event; two sightings a day apart make a withdrawal. */
  vanished: {
    seen(eventId: string, at: string): Promise<{ firstSeenAt: string }>
    clear(eventIds: string[]): Promise<void>
  }
  releases: ReleaseStore
  releaseDesk: ReleaseDeskStore
  apiKeys: ApiKeyStore
  audit: AuditLog
  webhooks: WebhookStore
  /** Which sources were heard on which days; days are of the source's zone. */
  coverage(
    from: string,
    to: string,
  ): Promise<{ sourceId: string; day: string; successes: number; failures: number }[]>
}
