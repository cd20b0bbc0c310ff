import { afterAll, beforeAll, expect, test } from 'vitest'
import { has, police, report, type State, startState, until } from './state.ts'

let kz: State
let kg: State
let hub: State
const stack = new AsyncDisposableStack()

beforeAll(async () => {
  kz = stack.use(await startState('kz'))
  kg = stack.use(await startState('kg'))
  hub = stack.use(await startState('hub', { reads: [] }))
  await kz.publish(...Array.from({ length: 12 }, (_, i) => report('kz', i + 1)))
  await kg.publish(...Array.from({ length: 8 }, (_, i) => report('kg', i + 1)))
  await hub.follow(kz, kg)
  await has(hub, 20)
}, 240_000)
afterAll(() => stack.disposeAsync())

const one = (number: number, place = 'kz') => report(place, number)

test('what was there before it followed is told with its gateway, its source and its fetch', async () => {
  const [theirs] = (await kz.ask('{ events(first: 1) { nodes { id seq provenance { sha256 fetchedAt } } } }'))
    .data.events.nodes
  const { data } = await hub.ask(
    `query ($id: ID!) { event(id: $id) { title country { code } source { id name homepage authority polled }
      provenance { requestedUrl sha256 fetchedAt via { id name seq } } } }`,
    { id: theirs.id },
  )
  expect(data.event).toMatchObject({
    country: { code: 'KZ' },
    source: { id: 'kz/police', name: 'Police of kz', homepage: 'https://kz.example/', polled: false },
    provenance: {
      ...theirs.provenance,
      via: [{ id: kz.store.changes.id, name: 'kz', seq: theirs.seq }],
    },
  })
})

test('a source that no connector here reads is described as its own gateway does', async () => {
  const { data } = await hub.ask('{ source(id: "kg/police") { name country { code } timeZone polled } }')
  expect(data.source).toEqual({
    name: 'Police of kg',
    country: { code: 'KG' },
    timeZone: 'Asia/Almaty',
    polled: false,
  })
})

test('values are read here, from the words that are stored here', async () => {
  const { data } = await hub.ask(
    `{ event(url: "${one(3).url}") { body quantities { grams evidence { text start end } } } }`,
  )
  const [{ grams, evidence }] = data.event.quantities
  expect(grams).toBe(3_000)
  expect(data.event.body.slice(evidence.start, evidence.end)).toBe(evidence.text)
})

test('what is new, edited, withdrawn and back again is so at the hub, once each', async () => {
  const before = await hub.store.changes.head()
  await kz.publish(report('kz', 100))
  await has(hub, 21)
  const edited = { ...one(1), title: 'Изъято 1 кг гашиша, уточнено' }
  const later = new Date().toISOString()
  const draft = report('kz', 1, { title: edited.title })
  await kz.publish({ ...draft, provenance: { ...draft.provenance, fetchedAt: later } })
  const at = async (id: string) => (await hub.store.events.byIds([id]))[0]!
  await until('the edit is at the hub', async () => (await at(draft.id)).title === edited.title)
  await kz.withdraw(one(2).id)
  await until('the withdrawal is at the hub', async () => (await at(one(2).id)).status === 'WITHDRAWN')
  await kz.publish({ ...one(2), provenance: { ...one(2).provenance, fetchedAt: new Date().toISOString() } })
  await until('it is back at the hub', async () => (await at(one(2).id)).status === 'PUBLISHED')

  const changes = await hub.store.changes.entries(before, 100)
  expect(changes.map(({ kind, eventId }) => [kind, eventId])).toEqual([
    ['ADDED', report('kz', 100).id],
    ['REVISED', draft.id],
    ['WITHDRAWN', one(2).id],
    ['REVISED', one(2).id],
  ])
  expect((await at(draft.id)).revision).toBe(2)
})

test('a text read again by newer rules at the peer is no change here', async () => {
  const head = await hub.store.changes.head()
  const [known] = await kz.store.events.byIds([one(5).id])
  const { seq, revision, status, collectedAt, updatedAt, storyId, ...draft } = known!
  const understanding = { ...draft.understanding, categories: [] }
  await kz.store.commit({ sourceId: 'kz/police', drafts: [{ ...draft, understanding }], at: updatedAt })
  await kz.publish(report('kz', 101))
  await has(hub, 22)
  expect(await hub.store.changes.head()).toBe(head + 1)
})

test('a peer is a source with health, and is followed by its stream alone', async () => {
  await until('health of both', async () =>
    (await hub.store.health.all()).every(({ status }) => status === 'HEALTHY'),
  )
  expect((await hub.store.health.all()).map(({ sourceId }) => sourceId)).toEqual(['peer/kg', 'peer/kz'])
  const before = { ...hub.asked }
  await kz.publish(report('kz', 102))
  await has(hub, 23)
  expect(hub.asked).toEqual(before)
})

test('what this gateway reads itself stands, whatever a peer says of it', { timeout: 240_000 }, async () => {
  await using own = await startState('own', { reads: [police('kz')] })
  const mine = report('kz', 7, { title: 'Изъято 7 кг гашиша: наше чтение' })
  await own.publish(mine)
  const { run } = await own.visit(kz)
  expect(run).toMatchObject({ outcome: 'OK', rejected: 0 })
  const [event] = await own.store.events.byIds([mine.id])
  expect(event).toMatchObject({ title: mine.title, revision: 1, provenance: { via: [] } })
})
