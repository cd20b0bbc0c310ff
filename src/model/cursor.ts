import { CursorExpired } from './errors.ts'

/** Position in one change log: the log's own id, so that a foreign cursor is recognised, and a `seq`. */
export interface LogPosition {
  log: string
  seq: number
}

/** Opaque to clients; the same string on every way out. */
export function toCursor({ log, seq }: LogPosition): string {
  return Buffer.from(`c1:${log}:${seq}`).toString('base64url')
}

/** The log that another Bulletin's cursor is of, and the position in it; null for what `toCursor` did not write. */
export function readCursor(cursor: string): LogPosition | null {
  const match = /^c1:([\w-]+):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  const position = match && { log: match[1]!, seq: Number(match[2]) }
  return position && toCursor(position) === cursor ? position : null
}

/** Throws `CursorExpired` (code CURSOR_INVALID) on anything `toCursor` did not write for this log. */
export function parseCursor(cursor: string, log: string): number {
  const position = readCursor(cursor)
  if (!position)
    throw new CursorExpired(
      'The cursor is malformed. Use one that Bulletin returned, unchanged.',
      'CURSOR_INVALID',
    )
  if (position.log !== log)
    throw new CursorExpired(
      'The cursor belongs to another Bulletin. Start again without one.',
      'CURSOR_INVALID',
    )
  return position.seq
}
