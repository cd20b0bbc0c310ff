import { expect, test } from 'vitest'
import { createMemoryStore } from '../doubles/memory-store.ts'
import { startGateway } from '../doubles/start-gateway.ts'

test('/readyz says 503 while the database fails, and why goes to the log, not to the caller', async () => {
  const store = createMemoryStore()
  store.changes.head = async () => {
    throw new Error('connection refused at db.internal:5432')
  }
  await using gateway = await startGateway({ store })
  const response = await fetch(`${gateway.url}/readyz`)
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('5')
  expect(await response.text()).not.toContain('db.internal')
  expect(gateway.log.some(({ level }) => level === 'warn')).toBe(true)
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200)
})

test('/readyz does not wait for ever', async () => {
  const store = createMemoryStore()
  store.changes.head = () => new Promise(() => {})
  await using gateway = await startGateway({
    store,
    config: { host: '127.0.0.1', port: 0, readyTimeoutMs: 20 },
  })
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503)
})

test('a query while the database fails is masked and logged with its id', async () => {
  const store = createMemoryStore()
  store.events.page = async () => {
    throw new Error('relation "events" does not exist')
  }
  await using gateway = await startGateway({ store })
  const { data, errors } = await gateway.ask('{ events { totalCount } countries { code } }')
  expect(data).toBeNull()
  expect(JSON.stringify(errors)).not.toContain('relation')
  expect(errors![0].extensions.code).toBe('INTERNAL_SERVER_ERROR')
  expect(gateway.log.find((line) => line.details.id === errors![0].extensions.id)?.level).toBe('error')
})
