import { join } from 'node:path'
import { currentSignal } from '../model/deadline.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { makeFolder } from './make-folder.ts'
import type { Connection } from './pglite/connection.ts'
import { createKeptConnection } from './pglite/kept-connection.ts'
import { createListeners } from './pglite/listeners.ts'
import { createTurns } from './pglite/turns.ts'
import { execOrRollBack, transact } from './transact.ts'
import type { Db, Tx } from './types.ts'

/** Statements under way at once: while one runs the next is already on its way to the thread. */
const statementsAtOnce = 2

/**
 * PostgreSQL inside this process, in a thread of its own, kept in `dataDir`; `memory://` keeps nothing. One process
 * a folder. A thread that dies fails what was under way, and the folder is opened again.
 */
export async function createPgliteDb(dataDir: string, schema: string): Promise<Db> {
  const inMemory = dataDir.startsWith('memory://')
  if (!inMemory) await makeFolder(dataDir)
  const unlock = inMemory ? async () => {} : await lockDataDir(dataDir)
  const listeners = createListeners()
  const opening = {
    dataDir: inMemory ? dataDir : join(dataDir, 'pglite'),
    setup: `SET search_path TO "${schema}", public; SET work_mem TO '32MB'; SET timezone TO 'UTC'`,
  }
  const kept = createKeptConnection(opening, listeners)
  try {
    await kept.get()
  } catch (error) {
    await unlock()
    throw new Error(
      `The database in ${dataDir} could not be opened: ${(error as Error).message}. If the disk or another program damaged it, restore a backup into a new DATA_DIR: \`bulletin restore FILE\`.`,
      { cause: error },
    )
  }
  const turns = createTurns(statementsAtOnce)
  let closing: Promise<void> | null = null
  const close = async () => {
    await turns.alone(kept.close)
    await unlock()
  }
  return {
    home: 'pglite',
    query: (sql, params) => turns.beside(async () => toTx(await kept.get()).query(sql, params)),
    exec: (sql) => turns.alone(async () => execOrRollBack(toTx(await kept.get()), sql)),
    // All of it on the connection it began on: one that is opened meanwhile knows nothing of it.
    transaction: (run) => turns.alone(async () => transact(toTx(await kept.get()), run)),
    listen: (channel, onNotify) =>
      listeners.add(channel, onNotify, (sql) => turns.beside(async () => (await kept.get()).run(sql))),
    [Symbol.asyncDispose]: () => {
      closing ??= close()
      return closing
    },
  }
}

function toTx(connection: Connection): Tx {
  return {
    query: async (sql, params = []) => {
      currentSignal()?.throwIfAborted()
      return connection.run(sql, params)
    },
    exec: (sql) => connection.run(sql),
  }
}
