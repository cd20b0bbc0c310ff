import type { Db, Store } from './types.ts'

export function createCoverage(db: Db): Store['coverage'] {
  return (from, to) =>
    db.query(
      `SELECT source_id AS "sourceId", day, successes, failures FROM coverage
       WHERE day BETWEEN $1::date AND $2::date ORDER BY day, source_id`,
      [from, to],
    )
}
