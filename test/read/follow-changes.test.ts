import { expect, test } from 'vitest'
import { followChanges } from '../../src/read/follow-changes.ts'
import { createMemoryStore } from '../doubles/memory-store.ts'
import { sampleEvent } from '../doubles/sample-event.ts'

async function take(iterator: AsyncIterator<{ seq: number }>, count: number): Promise<number[]> {
  const seqs: number[] = []
  for (let i = 0; i < count; i++) seqs.push((await iterator.next()).value.seq)
  return seqs
}

test('tells first what was missed, then what comes, each once and in order', async () => {
  const store = createMemoryStore()
  store.add(sampleEvent(1), sampleEvent(2), sampleEvent(3))
  const changes = await followChanges(store.changes, { after: 1, filter: {} })
  expect(await take(changes, 2)).toEqual([2, 3])
  const next = take(changes, 2)
  store.add(sampleEvent(4))
  store.add(sampleEvent(5))
  expect(await next).toEqual([4, 5])
  await changes.return!()
})

test('tells only what is new when it has no position', async () => {
  const store = createMemoryStore()
  store.add(sampleEvent(1))
  const changes = await followChanges(store.changes, { after: null, filter: {} })
  const next = take(changes, 1)
  store.add(sampleEvent(2))
  expect(await next).toEqual([2])
  await changes.return!()
})

test('passes over what the filter does not let through, however much it is', async () => {
  const store = createMemoryStore()
  store.add(...Array.from({ length: 250 }, (_, i) => sampleEvent(i + 1)))
  store.add(sampleEvent(251, { country: 'TJ' }))
  const changes = await followChanges(store.changes, { after: 0, filter: { countries: ['TJ'] } })
  expect(await take(changes, 1)).toEqual([251])
  await changes.return!()
})

test('ends at once when its reader leaves, also while it waits, and lets go of the log', async () => {
  const store = createMemoryStore()
  let listening = 0
  const onAppend = store.changes.onAppend
  store.changes.onAppend = async (callback) => {
    const stop = await onAppend(callback)
    listening++
    return async () => {
      listening--
      await stop()
    }
  }
  const changes = await followChanges(store.changes, { after: null, filter: {} })
  const waiting = changes.next()
  await changes.return!()
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(await changes.next()).toEqual({ done: true, value: undefined })
  expect(listening).toBe(0)
})
