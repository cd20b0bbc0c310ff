import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/model/change.ts'
import type { Store } from '../../src/store/types.ts'
import { sampleDraft } from './sample-draft.ts'
import { pgliteHome, postgresHome, postgresMissing, type StoreHome } from './store-homes.ts'

const noPostgres = await postgresMissing()
const at = '2025-04-10T08:00:00.000Z'

interface Load {
  writers: number
  /** Connections pools the writers and the reader share, as replicas would. */
  replicas: number
  rounds: number
  batch: number
}

/** Adds a batch and withdraws it again, so that half of the changes touch what is already there. */
async function write(store: Store, writer: number, { rounds, batch }: Load): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const drafts = Array.from({ length: batch }, (_, n) =>
      sampleDraft({
        url: `https://news.example/${writer}/${round}/${n}`,
        body: '',
        sourceId: `kz/${writer}`,
      }),
    )
    await store.commit({ sourceId: `kz/${writer}`, drafts, at })
    const withdrawals = drafts.map(({ id }) => ({ eventId: id, reason: 'HTTP 410' }))
    await store.commit({ sourceId: `kz/${writer}`, drafts: [], withdrawals, at })
  }
}

/** Follows the log as a subscriber does, until `total` changes were read; how many reads it took is told too. */
async function tail(store: Store, total: number): Promise<{ changes: Change[]; reads: number }> {
  const changes: Change[] = []
  let reads = 0
  let woken = Promise.withResolvers<void>()
  const leave = await store.changes.onAppend(() => woken.resolve(), 100)
  while (changes.length < total) {
    woken = Promise.withResolvers()
    const next = await store.changes.entries(changes.at(-1)?.seq ?? 0, 700)
    reads++
    changes.push(...next)
    if (!next.length) await woken.promise
  }
  await leave()
  return { changes, reads }
}

function missesNothing(createHome: () => Promise<StoreHome>, load: Load) {
  return async () => {
    const home = await createHome()
    // Replicas share a server; a folder has one owner.
    const first = await home.open()
    const stores = [first]
    while (stores.length < load.replicas) stores.push(await home.open())
    try {
      const total = load.writers * load.rounds * load.batch * 2
      const reader = tail(stores.at(-1)!, total)
      const writers = Array.from({ length: load.writers }, (_, n) =>
        write(stores[n % stores.length]!, n, load),
      )
      const [{ changes, reads }] = await Promise.all([reader, ...writers])
      // In the order read: a position that came late, twice or never would break the row.
      expect(changes.every(({ seq }, index) => seq === index + 1)).toBe(true)
      expect(changes).toHaveLength(total)
      expect(new Set(changes.map(({ kind, eventId }) => kind + eventId)).size).toBe(total)
      expect(await first.changes.head()).toBe(total)
      expect(reads).toBeGreaterThan(total / 700)
    } finally {
      for (const store of stores) await store[Symbol.asyncDispose]()
      await home.drop()
    }
  }
}

describe('a reader that follows the log misses nothing and sees nothing late', () => {
  it.skipIf(noPostgres)(
    'while 16 writers on four replicas append 50,000 changes to PostgreSQL',
    { timeout: 240_000 },
    missesNothing(postgresHome, { writers: 16, replicas: 4, rounds: 5, batch: 313 }),
  )

  it(
    'while 4 writers append 4,000 changes to PGlite',
    { timeout: 120_000 },
    missesNothing(pgliteHome, { writers: 4, replicas: 1, rounds: 10, batch: 50 }),
  )
})
