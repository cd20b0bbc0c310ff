import { describe, expect, it } from 'vitest'
import { sampleDraft } from './sample-draft.ts'
import { postgresHome, postgresMissing } from './store-homes.ts'

const noPostgres = await postgresMissing()

describe.skipIf(noPostgres)('readers of a log on PostgreSQL', () => {
  it('are woken again after the server cut the connection they listen on', { timeout: 60_000 }, async () => {
    const home = await postgresHome()
    const store = await home.open()
    try {
      let woken = Promise.withResolvers<void>()
      const leave = await store.changes.onAppend(() => woken.resolve(), 3_600_000)
      await store.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE query = $1 AND pid <> pg_backend_pid()`,
        [`LISTEN "bulletin_log_${'schema' in home.options ? home.options.schema : ''}"`],
      )
      // What was sent meanwhile is lost, so the return itself wakes them …
      await woken.promise
      woken = Promise.withResolvers()
      // … and so does what is sent from then on.
      await store.commit({ sourceId: 'kz/sample', drafts: [sampleDraft()], at: '2025-04-10T08:00:00Z' })
      await woken.promise
      await leave()
      expect(await store.changes.head()).toBe(1)
    } finally {
      await store[Symbol.asyncDispose]()
      await home.drop()
    }
  })
})
