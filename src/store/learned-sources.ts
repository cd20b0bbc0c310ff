import type { LearnedSource } from '../model/source.ts'
import { storable } from './storable.ts'
import type { Db, Store, Tx } from './types.ts'

export function createLearnedSources(db: Db): Store['learnedSources'] {
  return {
    async byIds(ids) {
      const rows = await db.query<{ source: LearnedSource }>(
        'SELECT source FROM learned_sources WHERE id = ANY($1::text[])',
        [ids],
      )
      const byId = new Map(rows.map(({ source }) => [source.id, source]))
      return ids.map((id) => byId.get(id) ?? null)
    },
  }
}

/** Notes each description once; one that says nothing new is no write. */
export async function writeLearnedSources(tx: Tx, sources: LearnedSource[], at: string): Promise<void> {
  if (!sources.length) return
  const once = new Map(sources.map((source) => [source.id, source]))
  await tx.query(
    `INSERT INTO learned_sources (id, source, updated_at)
     SELECT r->>'id', r, $2::timestamptz FROM jsonb_array_elements($1::jsonb) AS r
     ON CONFLICT (id) DO UPDATE SET source = excluded.source, updated_at = excluded.updated_at
       WHERE learned_sources.source <> excluded.source`,
    [JSON.stringify(storable([...once.values()])), at],
  )
}
