import type { PublishedRelease, Release, ReleaseEdit } from '../model/release.ts'
import { lockKey } from './lock-key.ts'
import { saveReleaseIn } from './releases.ts'
import type { Db, Tx } from './types.ts'

type Key = Pick<Release, 'year' | 'number'>

/** Drafts' edits and published releases. */
export interface ReleaseDeskStore {
  /** Oldest first. */
  edits(release: Key): Promise<ReleaseEdit[]>
  /** Adds to what was done to a draft; false where the release is published and nothing was added. */
  edit(release: Key, edits: ReleaseEdit[]): Promise<boolean>
  published(release: Key): Promise<PublishedRelease | null>
  /** Once and for good, and listed as `asRelease`; false where it was published before. */
  publish(published: PublishedRelease, asRelease: Release): Promise<boolean>
  /** Numbers with edits, of one year or all, newest first; published ones too. */
  edited(year?: number): Promise<Key[]>
}

export function createReleaseDeskStore(db: Db, schema: string): ReleaseDeskStore {
  const whileUnpublished = ({ year, number }: Key, write: (tx: Tx) => Promise<void>) =>
    db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [
        lockKey(`release ${year} ${number}`, schema),
      ])
      if (await published(tx, { year, number })) return false
      await write(tx)
      return true
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
    edit: (release, edits) => whileUnpublished(release, (tx) => addEdits(tx, release, edits)),
    published: (release) => published(db, release),
    publish: (release, asRelease) =>
      whileUnpublished(release, async (tx) => {
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

async function addEdits(tx: Tx, { year, number }: Key, edits: ReleaseEdit[]): Promise<void> {
  for (const { at, editor, kind, eventId, value } of edits)
    await tx.query(
      `INSERT INTO release_edits (year, number, at, editor, kind, event_id, value)
       VALUES ($1, $2, $3::timestamptz, $4, $5, $6, $7)`,
      [year, number, at, editor, kind, eventId, value],
    )
}
