import type { Change } from '../model/change.ts'
import { CursorExpired } from '../model/errors.ts'
import type { ExpandText } from '../model/expansion.ts'
import { filterSql } from './filter-sql.ts'
import { checkLimit } from './page.ts'
import { eventColumns, type StoredRow, toStoredEvent } from './read-events.ts'
import type { ChangeLog, ChangePage, DatabaseVersion, Db } from './types.ts'

type ChangeRow = Omit<Change, 'at'> & { at: Date }
interface Bounds {
  head: number
  tail: number
}

const changeColumns = 'c.seq, c.kind, c.at, c.event_id AS "eventId", c.revision'

/** The spine: every addition, revision and withdrawal in commit order, without a gap. */
export async function createChangeLog(db: Db, channel: string, expand: ExpandText): Promise<ChangeLog> {
  const [log] = await db.query<{ id: string }>('SELECT id FROM log')
  return {
    id: log!.id,
    head: async () => (await bounds(db)).head,
    version: async () => {
      const [row] = await db.query<DatabaseVersion>('SELECT head, writes FROM log')
      return row!
    },
    tail: async () => (await bounds(db)).tail,
    page: (request) => changePage(db, request, expand),
    entries: (after, limit) => entries(db, after, limit),
    prune: (olderThan) => prune(db, olderThan),
    onAppend: (callback, pollMs) => onAppend(db, channel, callback, pollMs),
  }
}

async function bounds(db: Db): Promise<Bounds> {
  const [row] = await db.query<Bounds>('SELECT head, tail FROM log')
  return row!
}

/** Throws `CursorExpired` where the log cannot be read on from `after` without missing something. */
function checkPosition(after: number, { head, tail }: Bounds): void {
  if (after < tail)
    throw new CursorExpired(
      `Changes up to ${tail} are no longer kept, and the cursor is at ${after}. Read the events anew, then follow from here.`,
    )
  if (after > head)
    throw new CursorExpired(
      `The cursor is at ${after}, ahead of this log, which ends at ${head}. Start again without one.`,
      'CURSOR_INVALID',
    )
}

async function changePage(
  db: Db,
  { after, limit, filter, kinds }: Parameters<ChangeLog['page']>[0],
  expand: ExpandText,
): Promise<ChangePage> {
  checkLimit(limit)
  // The head first: whatever commits while the page is read belongs to the next one.
  const log = await bounds(db)
  checkPosition(after, log)
  if (after === log.head) return { changes: [], position: after, hasMore: false }
  const params: unknown[] = [after, log.head]
  const where = [filterSql(filter, params, { expand, anyStatus: true })]
  if (kinds) where.push(`c.kind = ANY($${params.push(kinds)}::text[])`)
  const rows = await db.query<StoredRow & { change: Omit<Change, 'at'>; changedAt: Date }>(
    `SELECT json_build_object('seq', c.seq, 'kind', c.kind, 'eventId', c.event_id, 'revision', c.revision) AS change,
       c.at AS "changedAt", ${eventColumns}
     FROM changes c JOIN events e ON e.id = c.event_id
     WHERE c.seq > $1::bigint AND c.seq <= $2::bigint AND ${where.join(' AND ')}
     ORDER BY c.seq LIMIT ${limit + 1}`,
    params,
  )
  // Pruning may have passed the reader by while it read.
  checkPosition(after, await bounds(db))
  const changes = rows.slice(0, limit).map(({ change, changedAt, ...event }) => ({
    ...change,
    at: changedAt.toISOString(),
    event: toStoredEvent(event),
  }))
  const hasMore = rows.length > limit
  return { changes, position: hasMore ? (changes.at(-1)?.seq ?? after) : log.head, hasMore }
}

async function entries(db: Db, after: number, limit: number): Promise<Change[]> {
  const rows = await db.query<ChangeRow>(
    `SELECT ${changeColumns} FROM changes c WHERE c.seq > $1::bigint ORDER BY c.seq LIMIT $2::integer`,
    [after, limit],
  )
  // The log has no gap: anything but the next position means that `after` is outside of it, or at its end.
  if (rows[0]?.seq !== after + 1) checkPosition(after, await bounds(db))
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

async function prune(db: Db, olderThan: string): Promise<number> {
  return db.transaction(async (tx) => {
    // The tail moves before anything goes, and readers check it after they read.
    const [row] = await tx.query<{ tail: number }>(
      `UPDATE log SET tail = greatest(tail, coalesce(
         (SELECT min(seq) - 1 FROM changes WHERE at >= $1::timestamptz), head)) RETURNING tail`,
      [olderThan],
    )
    const deleted = await tx.query('DELETE FROM changes WHERE seq <= $1::bigint RETURNING 1', [row!.tail])
    return deleted.length
  })
}

async function onAppend(
  db: Db,
  channel: string,
  callback: () => void,
  pollMs = 2000,
): Promise<() => Promise<void>> {
  const unlisten = await db.listen(channel, callback)
  const timer = setInterval(callback, pollMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await unlisten()
  }
}
