import { expect, test } from 'vitest'
import { has, report, startState, until } from './state.ts'

test('three gateways in a ring have all of each, and then fall silent', { timeout: 600_000 }, async () => {
  await using a = await startState('kz')
  await using b = await startState('kg')
  await using c = await startState('tj')
  const all = [a, b, c]
  const each = 60
  for (const state of all)
    await state.publish(...Array.from({ length: each }, (_, i) => report(state.name, i + 1)))
  await a.follow(c)
  await b.follow(a)
  await c.follow(b)
  for (const state of all) await has(state, 3 * each)
  const streams = () => all.map(({ log }) => log.filter(({ message }) => message === 'following').length)
  await until('all stream', async () => streams().every((count) => count > 0))

  // What goes once around the ring comes after any echo of what went before.
  const asked = all.map((state) => ({ ...state.asked }))
  await a.publish(report('kz', each + 1))
  for (const state of all) await has(state, 3 * each + 1)
  await b.publish(report('kg', each + 1))
  for (const state of all) await has(state, 3 * each + 2)
  await a.publish(report('kz', each + 2))
  for (const state of all) await has(state, 3 * each + 3)

  for (const state of all) {
    expect(await state.store.changes.head()).toBe(3 * each + 3)
    expect((await state.store.changes.entries(0, 1_000)).every(({ kind }) => kind === 'ADDED')).toBe(true)
  }
  expect(all.map((state) => state.asked)).toEqual(asked)
  const far = (await c.store.events.byIds([report('kz', 1).id]))[0]!
  expect(far.provenance.via.map(({ name }) => name)).toEqual(['kg', 'kz'])

  const edit = report('kz', 1, { title: 'Изъято 1 кг гашиша: уточнено' })
  await a.publish({ ...edit, provenance: { ...edit.provenance, fetchedAt: new Date().toISOString() } })
  await a.withdraw(report('kz', 2).id)
  const at = async (state: typeof a, id: string) => (await state.store.events.byIds([id]))[0]!
  for (const state of all) {
    await until(`${state.name} has the edit`, async () => (await at(state, edit.id)).title === edit.title)
    await until(`${state.name} has the withdrawal`, async () => {
      return (await at(state, report('kz', 2).id)).status === 'WITHDRAWN'
    })
    await until('no more than that', async () => (await state.store.changes.head()) === 3 * each + 5)
  }
})
