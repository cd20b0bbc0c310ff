import type { EventRow, Vocabulary } from './event-row.ts'
import { isDataError } from './is-data-error.ts'
import type { Db, Tx } from './types.ts'
import { writeEvents } from './write-events.ts'
import { writeQuantities } from './write-quantities.ts'

class TrialOver extends Error {}

/** Tries each row on its own, keeps nothing, and says which the database refuses and why: id → reason. */
export async function unstorableRows(
  context: Vocabulary & { db: Db },
  rows: EventRow[],
  at: string,
): Promise<Map<string, string>> {
  const bad = new Map<string, string>()
  const trial = context.db.transaction(async (tx) => {
    for (const row of rows) {
      const reason = await refusal(tx, () => writeAlone(tx, row, at, context))
      if (reason) bad.set(row.id, reason)
    }
    throw new TrialOver()
  })
  await trial.catch((error) => {
    if (!(error instanceof TrialOver)) throw error
  })
  return bad
}

async function refusal(tx: Tx, write: () => Promise<void>): Promise<string | null> {
  await tx.query('SAVEPOINT trial')
  try {
    await write()
    return null
  } catch (error) {
    if (!isDataError(error)) throw error
    return error.message
  } finally {
    await tx.query('ROLLBACK TO SAVEPOINT trial')
  }
}

async function writeAlone(tx: Tx, row: EventRow, at: string, vocabulary: Vocabulary): Promise<void> {
  const state = { position: 0, revision: 1, status: 'PUBLISHED', story_id: row.id } as const
  await writeEvents(tx, [{ id: row.id, row, replacesText: false, ...state }], 0, at)
  await writeQuantities(tx, [row], [row.id], vocabulary)
}
