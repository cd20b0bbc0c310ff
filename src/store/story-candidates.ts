import type { Db, EventStore } from './types.ts'

/** Published events near in time whose fingerprints share a band with the one asked about. */
export async function storyCandidates(
  db: Db,
  { bands, from, to, limit = 100 }: Parameters<EventStore['storyCandidates']>[0],
): ReturnType<EventStore['storyCandidates']> {
  if (!bands.length) return []
  return db.query(
    `SELECT e.id, e.story_id AS "storyId",
       (SELECT count(*) FROM unnest(e.bands) AS band WHERE band = ANY($1::integer[])) AS shared
     FROM events e
     WHERE e.bands && $1::integer[] AND e.published_at >= $2::timestamptz AND e.published_at < $3::timestamptz
       AND e.status = 'PUBLISHED'
     ORDER BY shared DESC, e.published_at DESC, e.id LIMIT $4::integer`,
    [bands, from, to, limit],
  )
}
