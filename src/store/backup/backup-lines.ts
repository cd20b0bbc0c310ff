/**
 * The portable form of a store, one JSON text a line: a header, then for each table its name and its rows, then an
 * end that counts them. Values are as PostgreSQL itself writes them, so that both homes read what either wrote.
 */
export interface BackupHeader {
  format: 'bulletin-backup'
  version: 1
  createdAt: string
  /** Migrations the tables were made by. */
  migrations: { number: number; sha256: string }[]
  logId: string
  /** Newest position of the log. */
  head: number
}

export interface BackupEnd {
  end: true
  rows: Record<string, number>
}

export const backupFormat = 'bulletin-backup'

/** Rows read or written at once: few enough for long texts, many enough to be quick. */
export const rowsAtOnce = 250

/** The same where single rows are large. */
export const charactersAtOnce = 4_000_000
export const largeRowsAtOnce = 8
