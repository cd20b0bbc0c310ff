import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLines, writeLines } from '../../../src/store/backup/backup-file.ts'
import { readBackup } from '../../../src/store/backup/read-backup.ts'
import { writeBackup } from '../../../src/store/backup/write-backup.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { openDb } from '../../../src/store/open-db.ts'
import type { Db } from '../../../src/store/types.ts'
import { verifyStore } from '../../../src/store/verify/verify-store.ts'
import { postgresHome, postgresMissing } from '../store-homes.ts'
import { fillStore } from './filled-store.ts'

const noPostgres = await postgresMissing()

/** The tables of the first release, with the rows of a filled store that they had room for. */
async function makeOld(db: Db, schema: string, from: string): Promise<void> {
  const [newest] = await db.query<{ list: { number: number; sha256: string }[] }>(
    `SELECT json_agg(json_build_object('number', number, 'sha256', sha256) ORDER BY number) AS list
     FROM "${from}".migrations WHERE number <= 3`,
  )
  await migrate(db, schema, newest!.list)
  const tables = [
    'events',
    'changes',
    'revisions',
    'quantities',
    'checkpoints',
    'rejections',
    'snapshots',
    'vanished',
  ]
  for (const table of tables) {
    const columns = await db.query<{ name: string }>(
      `SELECT quote_ident(column_name) AS name FROM information_schema.columns
       WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position`,
      [schema, table],
    )
    const list = columns.map(({ name }) => name).join(', ')
    await db.exec(`INSERT INTO "${schema}".${table} (${list}) SELECT ${list} FROM "${from}".${table}`)
  }
  await db.exec(
    `DELETE FROM "${schema}".log; INSERT INTO "${schema}".log (id, head, tail) SELECT id, head, tail FROM "${from}".log`,
  )
}

test.skipIf(noPostgres)(
  'data of the first release is upgraded in place and from its backup, with the same log',
  async () => {
    const [current, old, restored] = [await postgresHome(), await postgresHome(), await postgresHome()]
    const folder = await mkdtemp(join(tmpdir(), 'bulletin-old-'))
    try {
      await using store = await current.open()
      await fillStore(store, 12)
      const schemaOf = ({ options }: typeof old) => ('schema' in options ? options.schema : '')
      const path = join(folder, 'old.backup')
      {
        const { db, schema } = await openDb(old.options)
        await using _closing = db
        await makeOld(db, schema, schemaOf(current))
        await writeLines(path, (write) =>
          writeBackup({ db, schema, createdAt: '2025-01-01T00:00:00Z' }, write),
        )
      }
      {
        const { db, schema } = await openDb(restored.options)
        await using _closing = db
        await readBackup({ db, schema }, readLines(path))
      }
      for (const home of [old, restored]) {
        await using upgraded = await home.open()
        expect(upgraded.changes.id).toBe(store.changes.id)
        const page = { after: 0, limit: 100 }
        expect(await upgraded.changes.page(page)).toEqual(await store.changes.page(page))
        expect((await verifyStore(upgraded.db)).filter(({ problems }) => problems > 0)).toEqual([])
        expect(await upgraded.apiKeys.list()).toEqual([])
      }
    } finally {
      for (const home of [current, old, restored]) await home.drop()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
