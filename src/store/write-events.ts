import type { PlannedEvent } from './plan-commit.ts'
import { searchTexts } from './search-text.ts'
import type { Tx } from './types.ts'
import { insertFacets, removeFacets } from './write-facets.ts'

/** Column → how it is read from the batch. */
const columns = {
  id: 'text',
  seq: 'bigint',
  revision: 'integer',
  status: 'text',
  url: 'text',
  source_id: 'text',
  country: 'text',
  region: 'text',
  language: 'text',
  base_language: 'text',
  published_at: 'timestamptz',
  published_precision: 'text',
  published_on: 'date',
  content_hash: 'text',
  understanding_hash: 'text',
  story_id: 'text',
  categories: 'text[]',
  substances: 'text[]',
  substance_tree: 'text[]',
  regions: 'text[]',
  seized_grams: 'double precision',
  min_grams: 'double precision',
  max_grams: 'double precision',
  bands: 'integer[]',
  title: 'text',
  summary: 'text',
  body: 'text',
  body_html: 'text',
  images: 'jsonb',
  understanding: 'jsonb',
  provenance: 'jsonb',
  stemmed: 'boolean',
} as const

const names = Object.keys(columns)
const recordset = [
  ...Object.entries(columns).map(([name, type]) => `${name} ${type}`),
  'search_title text',
  'search_body text',
].join(', ')

const upsert = `
  INSERT INTO events (${names.join(', ')}, collected_at, updated_at, search)
  SELECT ${names.map((name) => `r.${name}`).join(', ')}, $2::timestamptz, $2::timestamptz,
    setweight(to_tsvector(dictionary, r.search_title), 'A') || to_tsvector(dictionary, r.search_body)
  FROM json_to_recordset($1::json) AS r(${recordset}),
    LATERAL (SELECT CASE WHEN r.stemmed THEN 'pg_catalog.russian' ELSE 'pg_catalog.simple' END::regconfig
      AS dictionary) AS d
  ON CONFLICT (id) DO UPDATE SET
    ${names
      .slice(1)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')},
    updated_at = excluded.updated_at, search = excluded.search`

const move = `
  UPDATE events e SET seq = r.seq, revision = r.revision, status = r.status, story_id = r.story_id,
    updated_at = $2::timestamptz
  FROM json_to_recordset($1::json) AS r(id text, seq bigint, revision integer, status text, story_id text)
  WHERE e.id = r.id`

/** Fills the open revisions of events whose text is about to be replaced. */
const keepText = `
  UPDATE revisions r SET title = e.title, summary = e.summary, body = e.body, content_hash = e.content_hash
  FROM events e WHERE e.id = r.event_id AND r.event_id = ANY($1::text[]) AND r.body IS NULL`

// A statement's parameter is one message, built whole in memory on both sides.
const batchRows = 500

/** Writes the state of every touched event; positions are counted on from `base`. */
export async function writeEvents(tx: Tx, events: PlannedEvent[], base: number, at: string): Promise<void> {
  const replaced = events.filter(({ replacesText }) => replacesText).map(({ id }) => id)
  if (replaced.length) await tx.query(keepText, [replaced])
  const written = events.filter(({ row }) => row)
  await removeFacets(tx, idsOf(written.filter(({ revision }) => revision > 1)))
  for (const batch of batches(written)) await tx.query(upsert, [toJson(batch, base), at])
  await insertFacets(tx, idsOf(written))
  for (const batch of batches(events.filter(({ row }) => !row)))
    await tx.query(move, [toJson(batch, base), at])
}

const idsOf = (events: PlannedEvent[]) => events.map(({ id }) => id)

function toJson(events: PlannedEvent[], base: number): string {
  return JSON.stringify(
    events.map(({ row, position, id, revision, status, story_id }) => ({
      ...row,
      ...(row && searchTexts(row)),
      id,
      seq: base + position,
      revision,
      status,
      story_id,
    })),
  )
}

/** Lists of at most `batchRows`. */
export function batches<T>(rows: T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / batchRows) }, (_, index) =>
    rows.slice(index * batchRows, (index + 1) * batchRows),
  )
}
