import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { lockKey } from './lock-key.ts'
import type { Db, Tx } from './types.ts'

interface Migration {
  number: number
  name: string
  sql: string
  sha256: string
}

const folder = new URL('./migrations/', import.meta.url)

/**
 * Brings the schema up to this program, or to where the migrations given end: each numbered file once, all in one
 * transaction, one process at a time.
 * Throws where the server is too old, or the database was written by a newer or a different program.
 */
export async function migrate(
  db: Db,
  schema: string,
  upTo?: { number: number; sha256: string }[],
): Promise<void> {
  const all = await readMigrations()
  if (upTo) refuseForeign(upTo, all)
  const migrations = upTo ? all.slice(0, upTo.length) : all
  await refuseOldServer(db)
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockKey('migrate', schema)])
    await tx.exec(`CREATE SCHEMA IF NOT EXISTS "${schema}";
      CREATE TABLE IF NOT EXISTS "${schema}".migrations (
        number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now())`)
    await applyMissing(tx, migrations, schema)
  })
}

async function applyMissing(tx: Tx, migrations: Migration[], schema: string): Promise<void> {
  const applied = await tx.query<{ number: number; sha256: string }>(
    `SELECT number, sha256 FROM "${schema}".migrations ORDER BY number`,
  )
  refuseForeign(applied, migrations)
  for (const { number, name, sql, sha256 } of migrations.slice(applied.length)) {
    await tx.exec(sql)
    await tx.query(`INSERT INTO "${schema}".migrations (number, name, sha256) VALUES ($1, $2, $3)`, [
      number,
      name,
      sha256,
    ])
  }
}

function refuseForeign(applied: { number: number; sha256: string }[], migrations: Migration[]): void {
  const newest = applied.at(-1)?.number ?? 0
  if (newest > migrations.length)
    throw new Error(
      `The database was written by a newer Bulletin (schema ${newest}, this program knows ${migrations.length}). Upgrade this program.`,
    )
  const changed = applied.find(({ number, sha256 }) => migrations[number - 1]?.sha256 !== sha256)
  if (changed)
    throw new Error(
      `The database was made by a different build of Bulletin (migration ${changed.number} differs). Use that build, or start with an empty database.`,
    )
}

async function refuseOldServer(db: Db): Promise<void> {
  const [row] = await db.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  )
  if (row!.version < 150_000)
    throw new Error(
      `PostgreSQL 15 or later is needed, the server is ${Math.floor(row!.version / 10_000)}. Upgrade it, or leave DATABASE_URL unset to use the embedded database.`,
    )
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      if (Number(name.slice(0, 4)) !== index + 1) throw new Error(`Migration ${name} is out of order`)
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { number: index + 1, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
