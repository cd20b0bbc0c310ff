import { BadInput } from '../../model/errors.ts'
import type { Db, Tx } from '../types.ts'
import {
  type BackupEnd,
  type BackupHeader,
  backupFormat,
  largeRowsAtOnce,
  rowsAtOnce,
} from './backup-lines.ts'
import { describeTables, type TableShape } from './describe-tables.ts'

export interface BackupReport {
  header: BackupHeader
  rows: Record<string, number>
}

/**
 * Hands the lines of a backup to `write`, all of one instant, in constant memory; work goes on meanwhile on a server,
 * and waits on the embedded database. Resolves when the last line is written.
 */
export async function writeBackup(
  { db, schema, createdAt }: { db: Db; schema: string; createdAt: string },
  write: (line: string) => Promise<void>,
): Promise<BackupReport> {
  return db.transaction(async (tx) => {
    await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const [found] = await tx.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
      `"${schema}".migrations`,
    ])
    if (!found?.name) throw new BadInput('There is nothing to back up: the database holds no Bulletin yet.')
    const [log] = await tx.query<{ id: string; head: number }>('SELECT id, head FROM log')
    const migrations = await tx.query<BackupHeader['migrations'][number]>(
      'SELECT number, sha256 FROM migrations ORDER BY number',
    )
    const header: BackupHeader = {
      ...{ format: backupFormat, version: 1, createdAt, migrations },
      ...{ logId: log!.id, head: Number(log!.head) },
    }
    await write(JSON.stringify(header))
    const rows: BackupEnd['rows'] = {}
    for (const table of await describeTables(tx, schema)) {
      await write(JSON.stringify({ table: table.name }))
      rows[table.name] = await writeRows(tx, table, write)
    }
    await write(JSON.stringify({ end: true, rows } satisfies BackupEnd))
    return { header, rows }
  })
}

async function writeRows(
  tx: Tx,
  { name, columns, hasBytes }: TableShape,
  write: (line: string) => Promise<void>,
): Promise<number> {
  const list = columns.map((column) => `"${column}"`).join(', ')
  await tx.exec(
    `DECLARE backup CURSOR FOR SELECT to_json(r)::text AS line FROM (SELECT ${list} FROM "${name}") AS r`,
  )
  const size = hasBytes ? largeRowsAtOnce : rowsAtOnce
  let count = 0
  while (true) {
    const batch = await tx.query<{ line: string }>(`FETCH ${size} FROM backup`)
    for (const { line } of batch) await write(line)
    count += batch.length
    if (batch.length < size) break
  }
  await tx.exec('CLOSE backup')
  return count
}
