/** What the database's thread is started with. */
export interface Opening {
  /** `memory://` or a folder. */
  dataDir: string
  /** Run once, first. */
  setup: string
}

export interface Request {
  id: number
  sql: string
  /** Absent for a script of several statements. */
  params?: unknown[]
}

/** JSON columns come as text: parsing it where it is used costs less than sending objects. */
export interface Rows {
  columns: string[]
  /** Indexes of the columns that hold JSON. */
  json: number[]
  rows: unknown[][]
}

/** Errors lose all but their message on the way between threads, so their fields travel beside it. */
export interface SentError {
  message: string
  /** SQLSTATE `code`, `position`, `detail`, `constraint`, … */
  fields: Record<string, string | number>
}

export type Reply =
  | { id: number; results: Rows[] }
  | { id: number; error: SentError }
  | { channel: string; payload: string }

/** Answered by the thread before any request, when the database is open. */
export const openingId = 0
/** A request with it closes the database; the thread ends with the answer. */
export const closeStatement = '\\close'
