import type { Db } from '../types.ts'
import type { Fact } from './columns.ts'

export interface FactPage {
  /** Of the log, at the instant the facts were read. */
  head: number
  facts: Fact[]
}

type Packed = [
  ...[string, number, string, string, string, string, string | null, string[], (string | null)[], string[]],
  ...[string[], number, number, number, number | null, number | null, number | null, string],
  [string | null, string[], number][] | null,
]

const sql = `
  SELECT (SELECT head FROM log) AS head, (SELECT json_agg(fact) FROM (
    SELECT json_build_array(e.id, e.seq, e.status, e.country, e.source_id, e.language, e.region, e.categories,
      e.substances, e.substance_tree, e.regions, extract(epoch FROM e.published_at) * 1000,
      e.published_on - DATE '1970-01-01', extract(epoch FROM e.updated_at) * 1000, e.seized_grams, e.min_grams,
      e.max_grams, e.story_id,
      (SELECT json_agg(json_build_array(q.substance, q.substance_tree, q.share_grams) ORDER BY q.ordinal)
        FROM quantities q WHERE q.event_id = e.id AND q.share_grams IS NOT NULL)) AS fact
    FROM events e WHERE e.seq > $1::bigint ORDER BY e.seq LIMIT $2::integer
  ) AS facts) AS facts`

/** Events changed after a position of the log, in its order; one statement, so that they are of one instant. */
export async function readFacts(db: Pick<Db, 'query'>, after: number, limit: number): Promise<FactPage> {
  const [row] = await db.query<{ head: number; facts: Packed[] | null }>(sql, [after, limit])
  return { head: row!.head, facts: (row!.facts ?? []).map(toFact) }
}

function toFact(packed: Packed): Fact {
  const [id, seq, status, country, source, language, region, categories, substances, substanceTree] = packed
  const [regions, publishedAt, publishedDay, updatedAt, grams, least, most, storyId, amounts] = packed.slice(
    10,
  ) as [
    Packed[10],
    Packed[11],
    Packed[12],
    Packed[13],
    Packed[14],
    Packed[15],
    Packed[16],
    Packed[17],
    Packed[18],
  ]
  return {
    ...{
      id,
      seq,
      withdrawn: status === 'WITHDRAWN',
      country,
      source,
      language,
      region,
      categories,
      substances,
    },
    ...{ substanceTree, regions, publishedAt, publishedDay, updatedAt, grams, least, most, storyId },
    amounts: (amounts ?? []).map(([substance, tree, share]) => ({ substance, tree, grams: share })),
  }
}
