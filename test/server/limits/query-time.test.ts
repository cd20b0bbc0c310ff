import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QueryTimeout, withDeadline } from '../../../src/model/deadline.ts'
import type { Store } from '../../../src/store/types.ts'
import { createMemoryStore } from '../../doubles/memory-store.ts'
import { startGateway } from '../../doubles/start-gateway.ts'
import { postgresHome, postgresMissing, type StoreHome } from '../../store/store-homes.ts'
import { askWith } from '../access/ask-with.ts'

const noPostgres = await postgresMissing()

test('an answer that takes too long is an error that says so, and the gateway goes on', async () => {
  const store = createMemoryStore()
  store.events.page = () => new Promise(() => {})
  await using gateway = await startGateway({
    store,
    config: { host: '127.0.0.1', port: 0, queries: { timeoutMs: 50 } },
  })
  const { status, errors } = await askWith(gateway.url, '{ events { nodes { id } } }')
  expect(status).toBe(504)
  expect(errors?.[0].extensions.code).toBe('QUERY_TIMEOUT')
  expect((await askWith(gateway.url, '{ __typename }')).status).toBe(200)
})

describe.skipIf(noPostgres)('in PostgreSQL', () => {
  let home: StoreHome
  let store: Store
  beforeAll(async () => {
    home = await postgresHome()
    store = await home.open()
  })
  afterAll(async () => {
    await store[Symbol.asyncDispose]()
    await home.drop()
  })

  test('a statement nobody waits for any more stops', async () => {
    const mark = `sleep of ${home.name} ${Math.random()}`
    const slow = withDeadline(50, () => store.db.query(`SELECT pg_sleep(60) /* ${mark} */`))
    await expect(slow).rejects.toBeInstanceOf(QueryTimeout)
    const running = async () => {
      const rows = await store.db.query(
        "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()",
        [mark],
      )
      return rows.length
    }
    await expect.poll(running, { timeout: 5_000 }).toBe(0)
    expect(await withDeadline(5_000, () => store.db.query('SELECT 1 AS one'))).toEqual([{ one: 1 }])
  })

  test('nothing more is asked of it for an answer that is late', async () => {
    const isLate = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<unknown>()
    const late = withDeadline(20, async () => {
      await isLate.promise
      await store.db.query('SELECT 1').then(asked.resolve, asked.reject)
    })
    await expect(late).rejects.toBeInstanceOf(QueryTimeout)
    isLate.resolve()
    await expect(asked.promise).rejects.toBeInstanceOf(QueryTimeout)
  })
})
