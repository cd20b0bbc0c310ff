import type { Db, Store } from './types.ts'

export function createVanished(db: Db): Store['vanished'] {
  return {
    async seen(eventId, at) {
      const [row] = await db.query<{ first_seen_at: Date }>(
        `INSERT INTO vanished (event_id, first_seen_at, last_seen_at) VALUES ($1, $2, $2)
         ON CONFLICT (event_id) DO UPDATE SET last_seen_at = excluded.last_seen_at RETURNING first_seen_at`,
        [eventId, at],
      )
      return { firstSeenAt: row!.first_seen_at.toISOString() }
    },
    async clear(eventIds) {
      if (eventIds.length) await db.query('DELETE FROM vanished WHERE event_id = ANY($1::text[])', [eventIds])
    },
  }
}
