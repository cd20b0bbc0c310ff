import type { PublishedRelease, Release, ReleaseEdit } from '../model/release.ts'
import { lockKey } from './lock-key.ts'
import { saveReleaseIn } from './releases.ts'
import type { Db, Tx } from './types.ts'

type Key = Pick<Release, 'year' | 'number'>

/**
 * How a write to a draft ended. Nothing is written where the release is published, or where it has more edits than
 * the writer had seen.
 */
export type DraftWrite = 'WRITTEN' | 'PUBLISHED' | 'EDITED_SINCE'

/** Drafts' edits and published releases. */
export interface ReleaseDeskStore {
  /** Oldest first. */
  edits(release: Key): Promise<ReleaseEdit[]>
  /** Adds to what was done to a draft; `seen` counts the edits the editor knew of, null for who does not care. */
  edit(release: Key, edits: ReleaseEdit[], seen: number | null): Promise<DraftWrite>
  published(release: Key): Promise<PublishedRelease | null>
  /** Once and for good, and listed as `asRelease`; `seen` counts the edits its document was composed with. */
  publish(published: PublishedRelease, asRelease: Release, seen: number): Promise<DraftWrite>
  /** Numbers with edits, of one year or all, newest first; published ones too. */
  edited(year?: number): Promise<Key[]>
}

export function createReleaseDeskStore(db: Db, schema: string): ReleaseDeskStore {
  const whileUnpublished = (
    { year, number }: Key,
    seen: number | null,
    write: (tx: Tx) => Promise<void>,
  ): Promise<DraftWrite> =>
    db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [
        lockKey(`release ${year} ${number}`, schema),
      ])
      if (await published(tx, { year, number })) return 'PUBLISHED'
      if (seen !== null && (await countEdits(tx, { year, number })) !== seen) return 'EDITED_SINCE'
      await write(tx)
      return 'WRITTEN'
    })
  return {
    edits: async ({ year, number }) => {
      const rows = await db.query<Omit<ReleaseEdit, 'at'> & { at: Date }>(
        `SELECT at, editor, kind, event_id AS "eventId", value FROM release_edits
         WHERE year = $1 AND number = $2 ORDER BY id`,
        [year, number],
      )
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
    },
    edit: (release, edits, seen) => whileUnpublished(release, seen, (tx) => addEdits(tx, release, edits)),
    published: (release) => published(db, release),
    publish: (release, asRelease, seen) =>
      whileUnpublished(release, seen, async (tx) => {
        const { year, number, publishedAt, publishedBy, sha256, document } = release
        await tx.query(
          `INSERT INTO published_releases (year, number, published_at, published_by, sha256, document)
           VALUES ($1, $2, $3::timestamptz, $4, $5, $6)`,
          [year, number, publishedAt, publishedBy, sha256, document],
        )
        await addEdits(tx, release, [
          { at: publishedAt, editor: publishedBy, kind: 'PUBLISHED', eventId: null, value: sha256 },
        ])
        await saveReleaseIn(tx, asRelease)
      }),
    edited: (year) =>
      db.query<Key>(
        `SELECT DISTINCT year, number FROM release_edits WHERE $1::integer IS NULL OR year = $1
         ORDER BY year DESC, number DESC`,
        [year ?? null],
      ),
  }
}

async function published(db: Pick<Db, 'query'>, { year, number }: Key): Promise<PublishedRelease | null> {
  const [row] = await db.query<Omit<PublishedRelease, 'publishedAt'> & { publishedAt: Date }>(
    `SELECT year, number, published_at AS "publishedAt", published_by AS "publishedBy", sha256, document
     FROM published_releases WHERE year = $1 AND number = $2`,
    [year, number],
  )
  return row ? { ...row, publishedAt: row.publishedAt.toISOString() } : null
}

async function countEdits(tx: Tx, { year, number }: Key): Promise<number> {
  const [row] = await tx.query<{ edits: number }>(
    'SELECT count(*)::integer AS edits FROM release_edits WHERE year = $1 AND number = $2',
    [year, number],
  )
  return row!.edits
}

async function addEdits(tx: Tx, { year, number }: Key, edits: ReleaseEdit[]): Promise<void> {
  for (const { at, editor, kind, eventId, value } of edits)
    await tx.query(
      `INSERT INTO release_edits (year, number, at, editor, kind, event_id, value)
       VALUES ($1, $2, $3::timestamptz, $4, $5, $6, $7)`,
      [year, number, at, editor, kind, eventId, value],
    )
}
