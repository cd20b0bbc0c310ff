import { BadInput } from '../../model/errors.ts'
import { migrate } from '../migrate.ts'
import type { Db, Tx } from '../types.ts'
import {
  type BackupEnd,
  type BackupHeader,
  backupFormat,
  charactersAtOnce,
  rowsAtOnce,
} from './backup-lines.ts'
import { describeTables, type TableShape } from './describe-tables.ts'
import type { BackupReport } from './write-backup.ts'

export type { BackupReport } from './write-backup.ts'

/**
 * Fills an empty database from the lines of a backup, and brings its schema up to this program; identities and
 * positions of the log stay, so every cursor goes on. All of it or nothing. Throws `BadInput` where the database is
 * not empty or the backup is of a newer program, damaged or cut short.
 */
export async function readBackup(
  { db, schema }: { db: Db; schema: string },
  lines: AsyncIterable<string>,
): Promise<BackupReport> {
  const iterator = lines[Symbol.asyncIterator]()
  const header = readHeader((await iterator.next()).value)
  // As it was when the rows were written; what came later is applied to them.
  await refuseNewerTables(db, schema, header)
  await migrate(db, schema, header.migrations)
  const rows = await db.transaction(async (tx) => {
    const shapes = new Map((await describeTables(tx, schema)).map((shape) => [shape.name, shape]))
    await refuseUnlessEmpty(tx, shapes.values())
    const counted = await load(tx, iterator, shapes)
    for (const shape of shapes.values()) await continueNumbers(tx, shape)
    return counted
  })
  await migrate(db, schema)
  // Its own tables only: those of others in the database may be locked, or large.
  for (const { name } of await describeTables(db, schema)) await db.exec(`ANALYZE "${name}"`)
  return { header, rows }
}

function readHeader(line: string | undefined): BackupHeader {
  const header = parseLine(line ?? '') as Partial<BackupHeader>
  if (header.format !== backupFormat) throw new BadInput('This is not a backup of Bulletin.')
  if (header.version !== 1 || !Array.isArray(header.migrations))
    throw new BadInput('The backup was written by a newer Bulletin. Upgrade this program.')
  return header as BackupHeader
}

async function refuseNewerTables(db: Db, schema: string, { migrations }: BackupHeader): Promise<void> {
  const [found] = await db.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
    `"${schema}".migrations`,
  ])
  if (!found?.name) return
  const [row] = await db.query<{ newest: number }>(
    'SELECT coalesce(max(number), 0)::int AS newest FROM migrations',
  )
  if (row!.newest > migrations.length)
    throw new BadInput(
      'The database has the tables of a newer Bulletin than the backup. Restore into a new DATA_DIR or a new database.',
    )
}

async function refuseUnlessEmpty(tx: Tx, shapes: Iterable<TableShape>): Promise<void> {
  const rows = [...shapes].map(({ name }) =>
    name === 'log' ? '(SELECT head > 0 FROM log)' : `EXISTS (SELECT FROM "${name}")`,
  )
  const [found] = await tx.query<{ used: boolean }>(`SELECT ${rows.join(' OR ')} AS used`)
  if (found?.used)
    throw new BadInput(
      'The database is not empty. Restore into a new DATA_DIR or a new database: nothing is overwritten.',
    )
  await tx.exec('DELETE FROM log')
}

async function load(
  tx: Tx,
  lines: AsyncIterator<string>,
  shapes: Map<string, TableShape>,
): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  let table: TableShape | undefined
  let batch: string[] = []
  let size = 0
  const flush = async () => {
    if (table && batch.length > 0) await insert(tx, table, batch)
    if (table) counted[table.name] = (counted[table.name] ?? 0) + batch.length
    batch = []
    size = 0
  }
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const mark = markIn(line.value)
    if (mark === null) {
      if (!table) throw damaged('a row stands before its table')
      batch.push(line.value)
      size += line.value.length
      if (batch.length === rowsAtOnce || size > charactersAtOnce) await flush()
      continue
    }
    await flush()
    if ('end' in mark) return checked(counted, mark)
    table = shapes.get(mark.table)
    if (!table) throw damaged(`the table ${mark.table} is not known`)
    counted[table.name] ??= 0
  }
  throw damaged('it ends before its end')
}

/** Rows are PostgreSQL's own texts and are not read here; marks are ours. */
function markIn(line: string): { table: string } | BackupEnd | null {
  if (/^\{"table":"\w+"\}$/.test(line)) return JSON.parse(line)
  if (line.startsWith('{"end":true,')) return parseLine(line) as BackupEnd
  return null
}

async function insert(tx: Tx, { name, columns, identities }: TableShape, rows: string[]): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ')
  const overriding = identities.length > 0 ? 'OVERRIDING SYSTEM VALUE' : ''
  try {
    await tx.query(
      `INSERT INTO "${name}" (${list}) ${overriding} SELECT ${list} FROM json_populate_recordset(null::"${name}", $1::json)`,
      [`[${rows.join(',')}]`],
    )
  } catch (error) {
    throw damaged(`rows of ${name} cannot be stored: ${(error as Error).message}`)
  }
}

function checked(counted: Record<string, number>, { rows }: BackupEnd): Record<string, number> {
  const wrong = Object.entries(rows).find(([name, count]) => (counted[name] ?? 0) !== count)
  if (wrong) throw damaged(`${wrong[0]} should have ${wrong[1]} rows and has ${counted[wrong[0]] ?? 0}`)
  return counted
}

async function continueNumbers(tx: Tx, { name, identities }: TableShape): Promise<void> {
  for (const column of identities)
    await tx.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce((SELECT max("${column}") FROM "${name}"), 0) + 1, false)`,
      [`"${name}"`, column],
    )
}

function parseLine(line: string): object {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below.
  }
  throw damaged('a line is not JSON')
}

function damaged(how: string): BadInput {
  return new BadInput(`The backup is damaged: ${how}. Nothing was restored.`)
}
