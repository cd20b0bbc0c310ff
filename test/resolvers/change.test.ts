import { type ExecutionResult, parse, subscribe } from 'graphql'
import { expect, test } from 'vitest'
import { createCache } from '../../src/cache/index.ts'
import { toCursor } from '../../src/model/cursor.ts'
import { createContextFactory } from '../../src/read/context.ts'
import { loadSchema } from '../../src/server/load-schema.ts'
import { createMemoryStore } from '../doubles/memory-store.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { now } from '../doubles/start-gateway.ts'

const schema = await loadSchema()

async function follow(store: ReturnType<typeof createMemoryStore>, after: string | null) {
  const contexts = createContextFactory({
    store,
    cache: createCache({}),
    sources: [],
    fetchItems: async () => [],
    clock: { now: () => now },
    canonicalUrl: (address) => address,
    substances: [],
    translator: null,
  })
  return subscribe({
    schema,
    document: parse(
      'subscription ($after: String) { eventChanges(after: $after, filter: { countries: [KZ] }) { seq kind cursor event { title } } }',
    ),
    variableValues: { after },
    contextValue: contexts.create('test'),
  }) as Promise<AsyncGenerator<ExecutionResult> & ExecutionResult>
}

test('a subscription goes on from a cursor: history, then what comes', async () => {
  const store = createMemoryStore()
  store.add(sampleEvent(1), sampleEvent(2, { country: 'TJ' }), sampleEvent(3))
  const changes = await follow(store, toCursor({ log: 'testlog', seq: 1 }))
  expect((await changes.next()).value.data.eventChanges).toEqual({
    seq: 3,
    kind: 'ADDED',
    cursor: toCursor({ log: 'testlog', seq: 3 }),
    event: { title: 'Изъято 3 кг гашиша' },
  })
  const next = changes.next()
  store.add(sampleEvent(4))
  expect((await next).value.data.eventChanges.seq).toBe(4)
  await changes.return(undefined)
})

test('a cursor of nobody is an error before anything streams', async () => {
  const result = await follow(createMemoryStore(), 'nonsense')
  expect(result.errors?.[0]?.originalError).toMatchObject({ code: 'CURSOR_INVALID' })
})
