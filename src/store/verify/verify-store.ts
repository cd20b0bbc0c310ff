import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { eventId } from '../../model/event-id.ts'
import type { Db, Tx } from '../types.ts'
import { integrityChecks } from './integrity-checks.ts'

export interface CheckResult {
  name: string
  /** How many things are wrong; 0 where all is well. */
  problems: number
  /** One of them. */
  example: string | null
}

type Read = Pick<Db, 'transaction'>

/** Everything a store promises of itself, looked at in one instant; nothing is changed. */
export async function verifyStore(
  db: Read,
  onProgress: (name: string) => void = () => {},
): Promise<CheckResult[]> {
  return db.transaction(async (tx) => {
    await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const results: CheckResult[] = []
    for (const { name, sql } of integrityChecks) {
      onProgress(name)
      const [row] = await tx.query<{ subject: string | null; count: number }>(sql)
      results.push({ name, problems: row?.count ?? 0, example: row && row.count > 0 ? row.subject : null })
    }
    for (const check of [checkPages, checkIds]) results.push(await check(tx, onProgress))
    return results
  })
}

const unpack = promisify(zstdDecompress)

async function checkPages(tx: Tx, onProgress: (name: string) => void): Promise<CheckResult> {
  const name = 'every kept page is the one its hash was taken of'
  onProgress(name)
  const isWrong = async ({ sha256, bytes, size }: { sha256: string; bytes: Uint8Array; size: number }) => {
    const page = await unpack(bytes).catch(() => null)
    return page === null || page.length !== size || createHash('sha256').update(page).digest('hex') !== sha256
  }
  return walk(tx, name, 'SELECT sha256, bytes, size FROM snapshots', 16, isWrong, ({ sha256 }) => sha256)
}

async function checkIds(tx: Tx, onProgress: (name: string) => void): Promise<CheckResult> {
  const name = 'every event has the id its address gives'
  onProgress(name)
  const isWrong = async ({ id, url }: { id: string; url: string }) => eventId(url) !== id
  return walk(tx, name, 'SELECT id, url FROM events', 1_000, isWrong, ({ id }) => id)
}

async function walk<Row>(
  tx: Tx,
  name: string,
  sql: string,
  size: number,
  isWrong: (row: Row) => Promise<boolean>,
  describe: (row: Row) => string,
): Promise<CheckResult> {
  const result: CheckResult = { name, problems: 0, example: null }
  await tx.exec(`DECLARE walk CURSOR FOR ${sql}`)
  while (true) {
    const rows = await tx.query<Row>(`FETCH ${size} FROM walk`)
    for (const row of rows)
      if (await isWrong(row)) {
        result.problems++
        result.example ??= describe(row)
      }
    if (rows.length < size) break
  }
  await tx.exec('CLOSE walk')
  return result
}
