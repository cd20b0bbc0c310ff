import { beforeAll, describe, expect, test } from 'vitest'
import type { Db, Store, Tx } from '../../src/store/types.ts'
import { verifyStore } from '../../src/store/verify/verify-store.ts'
import { fillStore } from './backup/filled-store.ts'
import { pgliteHome, postgresHome, postgresMissing, type StoreHome } from './store-homes.ts'

const noPostgres = await postgresMissing()

const failing = async (db: Pick<Db, 'transaction'>) =>
  (await verifyStore(db)).filter(({ problems }) => problems > 0).map(({ name }) => name)

/** What verification says after the damage, which is taken back. */
async function failingAfter({ db }: Store, damage: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string[]>()
  const back = new Error('taken back')
  await db
    .transaction(async (tx) => {
      await tx.exec(damage)
      const within: Tx = {
        ...tx,
        exec: async (sql) => (sql.startsWith('SET TRANSACTION') ? [] : tx.exec(sql)),
      }
      resolve(await failing({ transaction: (run) => run(within) }))
      throw back
    })
    .catch((error) => {
      if (error !== back) throw error
    })
  return (await promise).join('; ')
}

const homes: [string, string | null, () => Promise<StoreHome>][] = [
  ['PGlite', null, pgliteHome],
  ['PostgreSQL', noPostgres, postgresHome],
]

describe.each(homes)('what is stored in %s is checked', (_, missing, createHome) => {
  let store: Store
  beforeAll(async () => {
    if (missing) return
    const home = await createHome()
    store = await home.open()
    await fillStore(store, 20)
    return async () => {
      await store[Symbol.asyncDispose]()
      await home.drop()
    }
  })

  test.skipIf(missing)('and found whole, also when the log was pruned', async () => {
    expect(await failing(store.db)).toEqual([])
    const prune = 'UPDATE log SET tail = 20; DELETE FROM changes WHERE seq <= 20'
    expect(await failingAfter(store, prune)).toBe('')
  })

  test.skipIf(missing).each([
    ['DELETE FROM changes WHERE seq = 7', /every position/],
    ['UPDATE log SET head = head + 1', /every position/],
    ["UPDATE changes SET event_id = 'nobody' WHERE seq = 3", /of a stored event/],
    ['DELETE FROM quantities WHERE ordinal = 1', /amounts that were understood/],
    ["UPDATE events SET url = url || '#' WHERE seq = 9", /id its address gives/],
    ["UPDATE snapshots SET bytes = decode('00', 'hex') WHERE size < 1000", /hash was taken/],
    ["UPDATE snapshots SET sha256 = 'ab' WHERE size < 1000", /hash was taken/],
    ["UPDATE events SET story_id = 'nobody' WHERE seq = 9", /every story/],
    ['DELETE FROM revisions WHERE seq = 4', /a revision for each/],
    ['DELETE FROM events WHERE seq = 12', /stored event/],
  ])('after %s the damage is told', async (damage, name) => {
    expect(await failingAfter(store, damage)).toMatch(name)
  })
})
