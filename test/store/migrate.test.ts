import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { pgliteHome, postgresHome, postgresMissing, type StoreHome } from './store-homes.ts'

const noPostgres = await postgresMissing()

async function withHome(createHome: () => Promise<StoreHome>, run: (home: StoreHome) => Promise<void>) {
  const home = await createHome()
  try {
    await run(home)
  } finally {
    await home.drop()
  }
}

/** Opens, changes the record of migrations by hand, and opens again. */
async function reopenAfter(home: StoreHome, sql: string): Promise<void> {
  const store = await home.open()
  await store.db.exec(sql)
  await store[Symbol.asyncDispose]()
  const again = await home.open()
  await again[Symbol.asyncDispose]()
}

const newer = `INSERT INTO migrations (number, name, sha256) VALUES (999, '0999-future.sql', 'x')`
const different = `UPDATE migrations SET sha256 = 'x' WHERE number = 1`

describe('opening a database', () => {
  it('written by a newer program is refused, on PGlite', { timeout: 60_000 }, () =>
    withHome(pgliteHome, async (home) => {
      await expect(reopenAfter(home, newer)).rejects.toThrow(/newer Bulletin.*Upgrade/)
      // The refused open must not keep the folder.
      await expect(home.open()).rejects.toThrow(/newer Bulletin/)
    }),
  )

  describe.skipIf(noPostgres)('on PostgreSQL', () => {
    it('written by a newer program is refused', () =>
      withHome(postgresHome, (home) =>
        expect(reopenAfter(home, newer)).rejects.toThrow(/newer Bulletin.*Upgrade/),
      ))

    it('made by a different build is refused', () =>
      withHome(postgresHome, (home) =>
        expect(reopenAfter(home, different)).rejects.toThrow(/different build.*migration 1/),
      ))

    it('keeps its log when nothing is to be done', () =>
      withHome(postgresHome, async (home) => {
        await using first = await home.open()
        await using second = await home.open()
        expect(second.changes.id).toBe(first.changes.id)
      }))

    it('by ten processes at once migrates it once', () =>
      withHome(postgresHome, async (home) => {
        const stores = await Promise.all(Array.from({ length: 10 }, () => home.open({})))
        expect(new Set(stores.map(({ changes }) => changes.id)).size).toBe(1)
        for (const store of stores) await store[Symbol.asyncDispose]()
      }))
  })

  it('whose schema name is no name is refused before anything is asked of it', async () => {
    await expect(openStore({ dataDir: 'memory://', schema: 'x"; DROP' })).rejects.toThrow(/schema name/)
  })

  it('that is not there says so', async () => {
    await expect(openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow(
      /ECONNREFUSED/,
    )
  })
})
