import type { Revision } from '../model/event.ts'
import type { ExpandText } from '../model/expansion.ts'
import { askedSubstances } from './counted-rows.ts'
import type { Figures } from './figures/create-figures.ts'
import { filterSql } from './filter-sql.ts'
import { page } from './page.ts'
import { quantitiesPage } from './quantities-page.ts'
import { readEvents } from './read-events.ts'
import { stats } from './stats.ts'
import { storyCandidates } from './story-candidates.ts'
import type { Db, EventStore } from './types.ts'

/** Counts and sums are taken from `figures` where there are any and they can tell; else from the database. */
export function createEventStore(db: Db, expand: ExpandText, figures: Figures | null = null): EventStore {
  return {
    byIds: (ids) => readEvents(db, 'id', ids),
    byUrls: (urls) => readEvents(db, 'url', urls),
    page: (request) => page(db, request, expand),
    count: async (filter) => {
      const params: unknown[] = []
      const where = filterSql(filter, params, { expand })
      const known = await figures?.count(filter ?? {})
      if (known != null) return known
      const [row] = await db.query<{ count: number }>(
        `SELECT count(*) AS count FROM events e WHERE ${where}`,
        params,
      )
      return row!.count
    },
    stats: async (request) => {
      const { filter = {}, by, interval, timeZone } = request
      // The filter is compiled first, so that a bad one is told in the same words.
      filterSql(filter, [], { expand })
      const question = { by: [...new Set(by)], interval, asked: askedSubstances(filter) }
      const known = timeZone === undefined ? await figures?.stats(filter, question) : null
      return known ?? stats(db, request, expand)
    },
    quantities: (request) => quantitiesPage(db, request, expand),
    revisions: (eventIds) => revisions(db, eventIds),
    confirm: async (eventIds, rules) => {
      await db.query(
        `UPDATE events SET understanding = jsonb_set(understanding, '{rules}', to_jsonb($2::text))
         WHERE id = ANY($1::text[]) AND understanding->>'rules' <> $2::text`,
        [eventIds, rules],
      )
    },
    stories: (storyIds) => stories(db, storyIds),
    storyCandidates: (request) => storyCandidates(db, request),
  }
}

/** Oldest first. A revision without a text of its own still has the event's. */
async function revisions(db: Db, eventIds: string[]): Promise<Revision[][]> {
  const rows = await db.query<Omit<Revision, 'at'> & { at: Date }>(
    `SELECT r.event_id AS "eventId", r.revision, r.at, r.seq, r.reason,
       CASE WHEN r.body IS NULL THEN e.title ELSE r.title END AS title,
       CASE WHEN r.body IS NULL THEN e.summary ELSE r.summary END AS summary,
       coalesce(r.body, e.body) AS body, coalesce(r.content_hash, e.content_hash) AS "contentHash"
     FROM revisions r JOIN events e ON e.id = r.event_id
     WHERE r.event_id = ANY($1::text[]) ORDER BY r.event_id, r.revision`,
    [eventIds],
  )
  const byEvent = Map.groupBy(
    rows.map((row): Revision => ({ ...row, at: row.at.toISOString() })),
    ({ eventId }) => eventId,
  )
  return eventIds.map((id) => byEvent.get(id) ?? [])
}

/** Withdrawn members too: an event is always a member of its own story. */
async function stories(db: Db, storyIds: string[]): Promise<string[][]> {
  const rows = await db.query<{ id: string; story_id: string }>(
    `SELECT id, story_id FROM events WHERE story_id = ANY($1::text[]) ORDER BY published_at DESC, id DESC`,
    [storyIds],
  )
  const byStory = Map.groupBy(rows, ({ story_id }) => story_id)
  return storyIds.map((story) => (byStory.get(story) ?? []).map(({ id }) => id))
}
