import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EventDraft } from '../../src/model/event.ts'
import { createEventStore } from '../../src/store/event-store.ts'
import type { Dimension, Interval, StatRow } from '../../src/store/types.ts'
import { drafts, filters } from '../contracts/store/arbitraries.ts'
import { contractVocabulary } from '../contracts/store/vocabulary.ts'
import { emptyStore, postgresMissing } from './store-homes.ts'
import { onBothHomes } from './suites.ts'

const noPostgres = await postgresMissing()
const dimensions: Dimension[] = ['COUNTRY', 'SOURCE', 'CATEGORY', 'LANGUAGE', 'SUBSTANCE', 'REGION']
const intervals: (Interval | undefined)[] = [undefined, 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']
const question = fc.record({
  filter: filters,
  by: fc.subarray(dimensions, { maxLength: 3 }),
  interval: fc.constantFrom(...intervals),
})

/** Sums of the same numbers in another order differ in their last digits. */
const rounded = (rows: StatRow[]) => rows.map((row) => ({ ...row, grams: Number(row.grams.toPrecision(12)) }))

onBothHomes(
  noPostgres,
  (store) => {
    it('counts and sums kept in memory are those of the database, whatever is stored, edited, withdrawn or joined', {
      timeout: 120_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(drafts, { minLength: 1, maxLength: 3 }),
          fc.array(question, { minLength: 6, maxLength: 6 }),
          async (batches, questions) => {
            await emptyStore(store())
            const plain = createEventStore(store().db, contractVocabulary.expandText)
            for (const [turn, batch] of batches.entries()) {
              await store().commit(commitOf(batch, turn))
              for (const asked of questions) {
                expect(rounded(await store().events.stats(asked))).toEqual(rounded(await plain.stats(asked)))
                expect(await store().events.count(asked.filter)).toBe(await plain.count(asked.filter))
              }
            }
          },
        ),
        { numRuns: 5 },
      )
    })

    it('know of a commit the moment it is answered, asked by many at once', async () => {
      for (let number = 0; number < 5; number++) {
        const [draft] = fc.sample(drafts, 1)[0]!
        await store().commit(
          commitOf([{ ...draft!, id: `${draft!.id}${number}`, url: `${draft!.url}${number}` }], 0, false),
        )
        const counts = await Promise.all([1, 2, 3].map(() => store().events.count()))
        expect(counts).toEqual([number + 1, number + 1, number + 1])
      }
    })
  },
  contractVocabulary,
)

/** Later turns edit what is there; some are withdrawn, and some tell the first one's story. */
function commitOf(batch: EventDraft[], turn: number, withGone = true) {
  const edited = batch.map((draft) => ({ ...draft, contentHash: `${draft.contentHash} ${turn}` }))
  const gone = withGone ? edited.filter((_, index) => (index + turn) % 4 === 3) : []
  const joined = edited.filter((_, index) => index % 3 === 2)
  return {
    sourceId: 'kz/sample',
    drafts: edited,
    withdrawals: gone.map(({ id }) => ({ eventId: id, reason: 'HTTP 410' })),
    stories: Object.fromEntries(joined.map(({ id }) => [id, edited[0]!.id])),
    at: `2025-04-0${turn + 2}T08:00:00.000Z`,
  }
}
