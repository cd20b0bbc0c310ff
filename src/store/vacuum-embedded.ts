import type { Db } from './types.ts'

/** Changes after which a small database is looked after; a large one waits for a quarter of its log. */
const atLeast = 1000

/**
 * Does for the embedded database what a server's autovacuum does: statistics for the planner, and the pending part of
 * the text index merged. Call after each commit with what it appended and the log's head; a server is left alone.
 */
export function createVacuum(db: Db): (appended: number, head: number) => Promise<void> {
  let since = 0
  return async (appended, head) => {
    since += appended
    if (db.home !== 'pglite' || since < Math.max(atLeast, head / 4)) return
    since = 0
    // The commit stands whether or not this works; what ails the database will show in the next statement.
    await db.exec('VACUUM (ANALYZE) events, changes, revisions, quantities, event_facets').catch(() => {})
  }
}
