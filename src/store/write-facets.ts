import type { Tx } from './types.ts'

const remove = `
  DELETE FROM event_facets f USING events e, LATERAL facets_of(e.categories, e.substance_tree, e.regions) AS old
  WHERE e.id = ANY($1::text[]) AND f.facet = old AND f.published_at = e.published_at AND f.event_id = e.id`

const insert = `
  WITH written AS (
    SELECT id, published_at, published_on, categories, substance_tree, regions FROM events WHERE id = ANY($1::text[])
  ), days AS (
    INSERT INTO published_days
    SELECT published_on, min(published_at), max(published_at) FROM written GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET first_at = least(published_days.first_at, excluded.first_at),
      last_at = greatest(published_days.last_at, excluded.last_at)
      WHERE published_days.first_at > excluded.first_at OR published_days.last_at < excluded.last_at
  )
  INSERT INTO event_facets (facet, published_at, event_id)
  SELECT facet, published_at, id
  FROM written, LATERAL facets_of(categories, substance_tree, regions) AS facet ON CONFLICT DO NOTHING`

/** Before the rows of these stored events are written anew. */
export async function removeFacets(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length) await tx.query(remove, [ids])
}

/** After the rows of these events are written. */
export async function insertFacets(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length) await tx.query(insert, [ids])
}
