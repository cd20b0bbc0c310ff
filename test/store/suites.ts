import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/store/types.ts'
import { type ExtraOptions, emptyStore, pgliteHome, postgresHome, type StoreHome } from './store-homes.ts'

/** Runs a suite on an embedded store and, where there is one, on a PostgreSQL server; each test finds it empty. */
export function onBothHomes(
  noPostgres: string | null,
  suite: (store: () => Store) => void,
  extra?: ExtraOptions,
): void {
  describe('PGlite', () => withStore(pgliteHome, suite, extra))
  describe.skipIf(noPostgres)('PostgreSQL', () => withStore(postgresHome, suite, extra))
}

function withStore(
  createHome: () => Promise<StoreHome>,
  suite: (store: () => Store) => void,
  extra?: ExtraOptions,
): void {
  let home: StoreHome
  let store: Store
  beforeAll(async () => {
    home = await createHome()
    store = await home.open(extra)
  })
  beforeEach(() => emptyStore(store))
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]()
    await home?.drop()
  })
  suite(() => store)
}
