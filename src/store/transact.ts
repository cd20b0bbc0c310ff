import type { Tx } from './types.ts'

/**
 * Runs between BEGIN and COMMIT of one connection, or rolls back and throws what was thrown. Both are scripts, which no
 * deadline stops: the connection must not stay in a transaction.
 */
export async function transact<T>(tx: Tx, run: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.exec('BEGIN')
  try {
    const result = await run(tx)
    await tx.exec('COMMIT')
    return result
  } catch (error) {
    await rollBack(tx)
    throw error
  }
}

/** A script that fails may have begun a transaction of its own. */
export async function execOrRollBack<Row>(tx: Tx, sql: string): Promise<Row[]> {
  try {
    return await tx.exec<Row>(sql)
  } catch (error) {
    await rollBack(tx)
    throw error
  }
}

/** Where the connection is gone there is nothing to roll back, and the first error says more. */
async function rollBack(tx: Tx): Promise<void> {
  await tx.exec('ROLLBACK').catch(() => {})
}
