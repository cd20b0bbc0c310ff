import type { Db, Tx } from '../store/types.ts'
import { inInnerSpan, isTracing } from './span.ts'
import { statementName } from './statement-name.ts'

/**
 * The same database, its statements told as part of what asked for them; what asks by itself, like the follower of
 * the log and the schedule, is not told of. The very same one where nothing is traced.
 */
export function traceDb(db: Db): Db {
  if (!isTracing()) return db
  return {
    ...db,
    ...tracedTx(db),
    transaction: (run) =>
      inInnerSpan(
        () => ({ name: 'transaction', attributes: system }),
        () => db.transaction((tx) => run(tracedTx(tx))),
      ),
    listen: (channel, onNotify) => db.listen(channel, onNotify),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

const system = { 'db.system.name': 'postgresql' }

function tracedTx(tx: Tx): Tx {
  const around = <T>(sql: string, run: () => Promise<T[]>) =>
    inInnerSpan(
      () => {
        const name = statementName(sql)
        return { name, kind: 'CLIENT', attributes: { ...system, 'db.query.summary': name } }
      },
      async (span) => {
        const rows = await run()
        span.set({ 'db.response.returned_rows': rows.length })
        return rows
      },
    )
  return {
    query: (sql, params) => around(sql, () => tx.query(sql, params)),
    exec: (sql) => around(sql, () => tx.exec(sql)),
  }
}
