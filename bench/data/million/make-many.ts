import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { openStore } from '../../../src/store/index.ts'
import type { Db } from '../../../src/store/types.ts'
import { vocabulary } from '../../../src/understand/substances/vocabulary.ts'
import { makeTemplate } from './make-template.ts'
import { seeded } from './random.ts'

const here = new URL('./', import.meta.url)
const migrations = new URL('../../../src/store/migrations/', import.meta.url)
const batch = 500
const tables = ['events', 'event_facets', 'changes', 'revisions', 'quantities']

/** Distinct reports behind the many: each is stored once as a poll would, then multiplied in SQL. */
const templates = (events: number) => Math.min(10_000, Math.ceil(events / 20))

export const ancestors = (id: string): string[] => {
  const parent = vocabulary.get(id)?.parent
  return parent ? [parent, ...ancestors(parent)] : []
}

/**
 * A schema with `events` reports, named by what made it: found again as long as neither the tables nor this folder
 * change. Half-made ones and those of earlier tables are dropped.
 */
export async function makeMany(
  databaseUrl: string,
  events: number,
): Promise<{ databaseUrl: string; schema: string }> {
  const prefix = `bench_million_${events}_`
  const schema = prefix + (await contentHash())
  const place = { databaseUrl, schema }
  if (await dropOthers(databaseUrl, prefix, schema)) return place
  await using store = await openStore({ ...place, ancestors })
  const { db } = store
  const random = seeded(1)
  const count = templates(events)
  for (let first = 0; first < count; first += batch) {
    const drafts = Array.from({ length: Math.min(batch, count - first) }, (_, i) =>
      makeTemplate(first + i, random),
    )
    await store.commit({ sourceId: 'kz/source-1', drafts, at: '2025-01-01T00:00:00.000Z' })
  }
  const sql = (await readFile(new URL('multiply.sql', here), 'utf8')).replaceAll(':events', String(events))
  const indexes = await indexesOf(db, schema)
  // Made after the rows: a tenth of the time.
  await db.transaction(async (tx) => {
    await tx.exec("SET LOCAL work_mem = '256MB'")
    for (const { name } of indexes) await tx.exec(`DROP INDEX "${schema}"."${name}"`)
    await tx.exec(sql)
  })
  for (const index of indexes)
    await db.transaction((tx) => tx.exec(`SET LOCAL maintenance_work_mem = '512MB'; ${index.sql}`))
  for (const table of tables) await db.exec(`VACUUM (ANALYZE) ${table}`)
  await db.exec(`COMMENT ON SCHEMA "${schema}" IS 'whole'`)
  return place
}

/** Drops schemas of this size that are not the one meant, or not whole; true where the one meant is there. */
async function dropOthers(databaseUrl: string, prefix: string, schema: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; whole: boolean }>(
      `SELECT nspname AS name, coalesce(obj_description(oid, 'pg_namespace') = 'whole', false) AS whole
       FROM pg_namespace WHERE starts_with(nspname, $1)`,
      [prefix],
    )
    for (const { name, whole } of rows)
      if (name !== schema || !whole) await client.query(`DROP SCHEMA "${name}" CASCADE`)
    return rows.some(({ name, whole }) => name === schema && whole)
  } finally {
    await client.end()
  }
}

async function indexesOf(db: Db, schema: string): Promise<{ name: string; sql: string }[]> {
  return db.query(
    `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE schemaname = $1 AND tablename = ANY($2::text[])
       AND indexname NOT LIKE '%pkey'`,
    [schema, tables],
  )
}

async function contentHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of [here, migrations])
    for (const name of (await readdir(folder)).sort()) hash.update(await readFile(new URL(name, folder)))
  return hash.digest('hex').slice(0, 10)
}
