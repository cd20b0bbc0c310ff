import type { Release, ReleaseEntry, ReleaseOrigin } from '../model/release.ts'
import type { Db, Tx } from './types.ts'

export interface ReleaseStore {
  /** Writes the release whole, in place of what was stored of it. */
  save(release: Release): Promise<void>
  /** Newest period first. */
  list(filter: { year?: number; number?: number; origin?: ReleaseOrigin }): Promise<Release[]>
}

interface ReleaseRow extends Omit<Release, 'entries' | 'updatedAt' | 'publishedAt'> {
  publishedAt: Date | null
  updatedAt: Date
}

interface EntryRow extends ReleaseEntry {
  year: number
  number: number
  origin: ReleaseOrigin
}

export function createReleases(db: Db): ReleaseStore {
  return {
    save: (release) => db.transaction((tx) => saveReleaseIn(tx, release)),
    async list({ year, number, origin }) {
      const wanted = [year ?? null, number ?? null, origin ?? null]
      const releases = await db.query<ReleaseRow>(
        `SELECT year, number, origin, period_from::text AS "from", period_to::text AS "to", sha256, stated, problems,
           published_at AS "publishedAt", updated_at AS "updatedAt" FROM releases WHERE ${match}
         ORDER BY period_from DESC, year DESC, number DESC, origin`,
        wanted,
      )
      const entries = await db.query<EntryRow>(
        `SELECT year, number, origin, ordinal, country, title, paragraphs, url, printed_url AS "printedUrl",
           host_only AS "hostOnly", event_id AS "eventId" FROM release_entries WHERE ${match} ORDER BY ordinal`,
        wanted,
      )
      const byRelease = Map.groupBy(entries, keyOf)
      return releases.map((row) => toRelease(row, byRelease.get(keyOf(row)) ?? []))
    },
  }
}

const match =
  '($1::integer IS NULL OR year = $1) AND ($2::integer IS NULL OR number = $2) AND ($3::text IS NULL OR origin = $3)'

const keyOf = ({ year, number, origin }: Pick<Release, 'year' | 'number' | 'origin'>) =>
  `${year} ${number} ${origin}`

export async function saveReleaseIn(tx: Tx, release: Release): Promise<void> {
  await saveRelease(tx, release)
  await saveEntries(tx, release)
}

async function saveRelease(tx: Tx, release: Release): Promise<void> {
  await tx.query(
    `INSERT INTO releases (year, number, origin, period_from, period_to, published_at, sha256, stated, problems, updated_at)
     VALUES ($1, $2, $3, $4::date, $5::date, $6::timestamptz, $7, $8::jsonb, $9::jsonb, $10::timestamptz)
     ON CONFLICT (year, number, origin) DO UPDATE SET period_from = excluded.period_from, period_to = excluded.period_to,
       published_at = excluded.published_at, sha256 = excluded.sha256, stated = excluded.stated,
       problems = excluded.problems, updated_at = excluded.updated_at`,
    [
      release.year,
      release.number,
      release.origin,
      release.from,
      release.to,
      release.publishedAt,
      release.sha256,
      JSON.stringify(release.stated),
      JSON.stringify(release.problems),
      release.updatedAt,
    ],
  )
}

async function saveEntries(tx: Tx, { year, number, origin, entries }: Release): Promise<void> {
  await tx.query('DELETE FROM release_entries WHERE year = $1 AND number = $2 AND origin = $3', [
    year,
    number,
    origin,
  ])
  await tx.query(
    `INSERT INTO release_entries
     SELECT $1::integer, $2::integer, $3::text, ordinal, country, title, paragraphs, url, "printedUrl", "hostOnly", "eventId"
     FROM jsonb_to_recordset($4::jsonb) AS entry(ordinal integer, country text, title text, paragraphs jsonb, url text,
       "printedUrl" text, "hostOnly" boolean, "eventId" text)`,
    [year, number, origin, JSON.stringify(entries)],
  )
}

function toRelease({ publishedAt, updatedAt, ...row }: ReleaseRow, entries: EntryRow[]): Release {
  return {
    ...row,
    publishedAt: publishedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
    entries: entries.map(({ year: _year, number: _number, origin: _origin, ...entry }) => entry),
  }
}
