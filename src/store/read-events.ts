import type { StoredEvent } from '../model/event.ts'
import type { Db } from './types.ts'

/** Columns of `events e` that make a StoredEvent, under its names. */
export const eventColumns = `
  e.id, e.seq, e.revision, e.status, e.url, e.source_id AS "sourceId", e.country, e.language, e.title, e.summary,
  e.body, e.body_html AS "bodyHtml", e.published_at AS "publishedAt",
  e.published_precision AS "publishedPrecision", e.published_on AS "publishedOn", e.collected_at AS "collectedAt",
  e.updated_at AS "updatedAt", e.content_hash AS "contentHash", e.story_id AS "storyId", e.images,
  e.understanding, e.provenance`

/** A row of `eventColumns`: instants are Dates. */
export type StoredRow = Omit<StoredEvent, 'publishedAt' | 'collectedAt' | 'updatedAt'> &
  Record<'publishedAt' | 'collectedAt' | 'updatedAt', Date>

export function toStoredEvent({ publishedAt, collectedAt, updatedAt, ...row }: StoredRow): StoredEvent {
  return {
    ...row,
    publishedAt: publishedAt.toISOString(),
    collectedAt: collectedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

/** Same length and order as `values`, null where nothing has that id or url; one statement. */
export async function readEvents(
  db: Pick<Db, 'query'>,
  column: 'id' | 'url',
  values: string[],
): Promise<(StoredEvent | null)[]> {
  if (!values.length) return []
  const rows = await db.query<StoredRow>(
    `SELECT ${eventColumns} FROM events e WHERE e.${column} = ANY($1::text[])`,
    [[...new Set(values)]],
  )
  const found = new Map(rows.map((row) => [row[column], toStoredEvent(row)]))
  return values.map((value) => found.get(value) ?? null)
}
