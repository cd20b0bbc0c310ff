import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { currentSignal } from '../model/deadline.ts'
import { lockDataDir } from './data-dir-lock.ts'
import type { Db, Tx } from './types.ts'

type Runner = Pick<PGlite, 'query' | 'exec'>

/** PostgreSQL in this process, kept in `dataDir`; `memory://` keeps nothing. One process a folder. */
export async function createPgliteDb(dataDir: string, schema: string): Promise<Db> {
  const inMemory = dataDir.startsWith('memory://')
  if (!inMemory) await mkdir(dataDir, { recursive: true })
  const unlock = inMemory ? async () => {} : await lockDataDir(dataDir)
  try {
    const pglite = await PGlite.create(inMemory ? dataDir : join(dataDir, 'pglite'), {
      // Days have no zone; a Date would give them the machine's.
      parsers: { [types.DATE]: (day) => day },
    })
    await pglite.exec(`SET search_path TO "${schema}", public; SET work_mem TO '32MB'; SET timezone TO 'UTC'`)
    return toDb(pglite, unlock)
  } catch (error) {
    await unlock()
    throw new Error(
      `The database in ${dataDir} could not be opened: ${(error as Error).message}. If the disk or another program damaged it, restore a backup into a new DATA_DIR: \`bulletin restore FILE\`.`,
      {
        cause: error,
      },
    )
  }
}

function toDb(pglite: PGlite, unlock: () => Promise<void>): Db {
  return {
    home: 'pglite',
    ...toTx(pglite),
    exec: async <Row>(sql: string) => {
      try {
        return await exec<Row>(pglite, sql)
      } catch (error) {
        // The one connection must not stay in the failed script's transaction.
        await pglite.query('ROLLBACK').catch(() => {})
        throw error
      }
    },
    transaction: (run) => pglite.transaction((tx) => run(toTx(tx))),
    listen: (channel, onNotify) => pglite.listen(channel, onNotify),
    [Symbol.asyncDispose]: async () => {
      if (pglite.closed) return
      await pglite.close()
      await unlock()
    },
  }
}

function toTx(runner: Runner): Tx {
  return {
    query: async <Row>(sql: string, params?: unknown[]) => {
      currentSignal()?.throwIfAborted()
      return (await runner.query<Row>(sql, params)).rows
    },
    exec: (sql) => exec(runner, sql),
  }
}

async function exec<Row>(runner: Runner, sql: string): Promise<Row[]> {
  const results = await runner.exec(sql)
  return results.flatMap(({ rows }) => rows as Row[])
}
