import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toCursor } from '../../src/model/cursor.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { type LiveGateway, numbered, startLiveGateway } from '../server/live/live-gateway.ts'
import type { Reading, Result, Transport } from '../server/live/live-reader.ts'

const changes = `subscription ($after: String, $filter: EventFilter, $kinds: [ChangeKind!]) {
  eventChanges(after: $after, filter: $filter, kinds: $kinds) { seq kind cursor event { title url } }
}`

const seqs = (results: Result[]): number[] => results.map(({ data }) => data.eventChanges.seq)
const codeOf = async ({ ended, results }: Reading) => {
  const { how, errors } = await ended
  expect({ how, results }).toEqual({ how: 'refused', results: [] })
  return errors![0].extensions.code
}

/** Bytes of buffers in use, garbage not counted. */
function bytesHeld(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().arrayBuffers
}

/** What every transport of subscriptions keeps to. */
export function liveContract({ read }: Transport): void {
  let store: Store
  let gateway: LiveGateway
  let number = 0
  const next = () => ++number
  const head = () => gateway.head()
  const follow = (variables: object = {}, place?: string) =>
    read(gateway.url, { query: changes, variables, place })

  beforeAll(async () => {
    store = await openStore({ dataDir: 'memory://' })
    gateway = await startLiveGateway(store)
    await gateway.commit([numbered(next()), numbered(next()), numbered(next())])
  })
  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]()
    await store?.[Symbol.asyncDispose]()
  })

  describe('where one starts', () => {
    it('tells from a cursor on what was missed, then what comes: no gap, no repeat, while others write', async () => {
      const start = await store.changes.head()
      const after = await head()
      const writers = Array.from({ length: 4 }, async () => {
        for (let batch = 0; batch < 12; batch++)
          await gateway.commit([numbered(next()), numbered(next()), numbered(next())])
      })
      const readings: Reading[] = []
      // They join while the log grows: each finds another border between history and what is live.
      while ((await store.changes.head()) < start + 4 * 12 * 3 && readings.length < 40)
        readings.push(await follow({ after }))
      await Promise.all(writers)
      const last = await store.changes.head()
      const expected = Array.from({ length: last - start }, (_, i) => start + 1 + i)
      expect(readings.length).toBeGreaterThan(1)
      for (const reading of readings) {
        expect(seqs(await reading.until(expected.length))).toEqual(expected)
        reading.drop()
      }
    })

    it('tells without a cursor only what comes', async () => {
      const reading = await follow()
      // Another subscriber shows that both are live: the first one's subscription came first.
      const other = await read(gateway.url, { query: '{ __typename }' })
      await other.ended
      const before = await store.changes.head()
      while (reading.results.length === 0) await gateway.add(next())
      expect(seqs(reading.results)[0]).toBeGreaterThan(before)
      reading.drop()
    })

    it('takes the empty cursor for none', async () => {
      const reading = await follow({ after: '' })
      while (reading.results.length === 0) await gateway.add(next())
      expect(seqs(reading.results)[0]).toBeGreaterThan(3)
      reading.drop()
    })

    it('goes on after the place that the transport itself remembers', async () => {
      const start = await store.changes.head()
      const first = await follow({ after: await head() })
      await gateway.commit([numbered(next()), numbered(next()), numbered(next())])
      const [{ data }] = (await first.until(2)) as [Result]
      first.drop()
      const second = await follow({}, data.eventChanges.cursor)
      await gateway.add(next())
      expect(seqs(await second.until(3))).toEqual([start + 2, start + 3, start + 4])
      second.drop()
    })

    it('reads a long history over a narrow connection', async () => {
      await using narrow = await startLiveGateway(store, { maxQueuedBytes: 4_000 })
      const variables = { after: await head() }
      await gateway.commit(Array.from({ length: 600 }, () => numbered(next())))
      const reading = await read(narrow.url, { query: changes, variables })
      await reading.until(600)
      reading.drop()
    })

    it('gives cursors that the query takes, and takes those the query gives', async () => {
      const reading = await follow({ after: await head() })
      await gateway.commit([numbered(next()), numbered(next())])
      const [first, second] = (await reading.until(2)).map(({ data }) => data.eventChanges)
      reading.drop()
      const { data } = await gateway.ask(
        'query ($after: String) { eventChanges(after: $after) { nodes { seq cursor kind event { title url } } pageInfo { endCursor } } }',
        { after: first.cursor },
      )
      expect(data.eventChanges.nodes).toEqual([second])
      const third = await follow({ after: data.eventChanges.pageInfo.endCursor })
      await gateway.add(next())
      expect(seqs(await third.until(1))).toEqual([second.seq + 1])
      third.drop()
    })
  })

  describe('a cursor that cannot be honoured is told before anything streams', () => {
    it('one that nobody wrote', async () => {
      expect(await codeOf(await follow({ after: 'nonsense' }))).toBe('CURSOR_INVALID')
      expect(await codeOf(await follow({}, 'nonsense'))).toBe('CURSOR_INVALID')
    })

    it('one of another Bulletin', async () => {
      const after = toCursor({ log: randomUUID().slice(0, 8), seq: 1 })
      expect(await codeOf(await follow({ after }))).toBe('CURSOR_INVALID')
    })

    it('one that lies ahead of the log', async () => {
      const after = toCursor({ log: store.changes.id, seq: 1_000_000 })
      expect(await codeOf(await follow({ after }))).toBe('CURSOR_INVALID')
    })

    it('one whose changes are no longer kept', async () => {
      const after = await head()
      await gateway.add(next())
      await gateway.add(next())
      await store.changes.prune(new Date(Date.now() + 60_000).toISOString())
      expect(await codeOf(await follow({ after }))).toBe('CURSOR_EXPIRED')
      const reading = await follow({ after: await head() })
      await gateway.add(next())
      await reading.until(1)
      reading.drop()
    })
  })

  describe('what one is told', () => {
    it('only changes that filter and kinds let through, in history and live', async () => {
      const after = await head()
      const uzbek = () => numbered(next(), { country: 'UZ', sourceId: 'uz/sample' })
      const [old, live] = [uzbek(), uzbek()]
      await gateway.commit([old, numbered(next(), { country: 'TJ' })])
      const filter = { countries: ['UZ'] }
      const all = await follow({ after, filter })
      const gone = await follow({ after, filter, kinds: ['WITHDRAWN'] })
      await all.until(1)
      await gateway.commit([live, numbered(next())])
      await gateway.commit([{ ...old, title: 'Исправлено', contentHash: 'edited' }])
      await gateway.commit([], [old.id])
      const told = (reading: Reading) =>
        reading.results.map(({ data: { eventChanges } }) => [eventChanges.kind, eventChanges.event.url])
      await all.until(4)
      expect(told(all)).toEqual([
        ['ADDED', old.url],
        ['ADDED', live.url],
        ['REVISED', old.url],
        ['WITHDRAWN', old.url],
      ])
      await gone.until(1)
      expect(told(gone)).toEqual([['WITHDRAWN', old.url]])
      for (const reading of [all, gone]) reading.drop()
    })

    it('words are searched as the database searches them', async () => {
      const reading = await follow({ after: await head(), filter: { text: 'лаборатория' } })
      await gateway.commit([
        numbered(next(), { body: 'Обнаружены две лаборатории.' }),
        numbered(next(), { body: 'Обнаружена партия.' }),
      ])
      await gateway.add(next(), { body: 'В лабораторию пришли с обыском.' })
      await reading.until(2)
      expect(seqs(reading.results)[1]! - seqs(reading.results)[0]!).toBe(2)
      reading.drop()
    })

    it('variables and fragments, named operations and directives work as in a query', async () => {
      const query = `query Other { __typename }
        subscription Named($after: String, $short: Boolean!) {
          changes: eventChanges(after: $after) { ...Told }
        }
        fragment Told on Change { seq event @skip(if: $short) { title } }`
      const variables = { after: await head() }
      const request = { query, operationName: 'Named' }
      const long = await read(gateway.url, { ...request, variables: { ...variables, short: false } })
      const short = await read(gateway.url, { ...request, variables: { ...variables, short: true } })
      await gateway.add(next())
      expect((await long.until(1))[0]!.data.changes.event).toHaveProperty('title')
      expect((await short.until(1))[0]!.data.changes).not.toHaveProperty('event')
      for (const reading of [long, short]) reading.drop()
    })

    it('an error of one field comes with its change and does not end the stream', async () => {
      await using broken = await startLiveGateway(
        store,
        {},
        {
          translator: {
            translate: async ([request]) => {
              if (request!.event.title === 'Ломается') throw new Error('the translator broke')
              return [{ language: 'en', title: 'Works', summary: null, body: 'Works' }]
            },
            [Symbol.asyncDispose]: async () => {},
          },
        },
      )
      const query = `subscription ($after: String) {
        eventChanges(after: $after) { seq event { title translation(to: "en") { title } } } }`
      const reading = await read(broken.url, { query, variables: { after: await head() } })
      await gateway.add(next(), { title: 'Ломается' })
      await gateway.add(next())
      const [bad, good] = await reading.until(2)
      expect(bad!.data.eventChanges.event).toEqual({ title: 'Ломается', translation: null })
      expect(bad!.errors).toMatchObject([
        { path: ['eventChanges', 'event', 'translation'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      ])
      expect(JSON.stringify(bad)).not.toContain('broke')
      expect(good!.errors).toBeUndefined()
      expect(good!.data.eventChanges.event.translation.title).toBe('Works')
      reading.drop()
    })
  })

  describe('a request that is wrong is refused before anything streams', () => {
    it.each([
      ['GRAPHQL_PARSE_FAILED', 'subscription {'],
      ['GRAPHQL_VALIDATION_FAILED', 'subscription { eventChanges { nothing } }'],
      ['BAD_USER_INPUT', 'subscription ($yes: Boolean!) { eventChanges { seq @include(if: $yes) } }'],
      ['GRAPHQL_VALIDATION_FAILED', 'subscription { a: eventChanges { seq } b: eventChanges { seq } }'],
      ['OPERATION_RESOLUTION_FAILURE', 'subscription A { eventChanges { seq } } query B { __typename }'],
      [
        'BAD_USER_INPUT',
        'subscription { eventChanges(filter: { published: { from: "2025-02-01", to: "2025-01-01" } }) { seq } }',
      ],
      ['BAD_USER_INPUT', 'subscription { eventChanges(filter: { regions: ["Chüy"] }) { seq } }'],
    ])('%s: %s', async (code, query) => {
      expect(await codeOf(await read(gateway.url, { query }))).toBe(code)
    })
  })

  it('queries are answered too', async () => {
    const reading = await read(gateway.url, { query: '{ country(code: "KZ") { code name } }' })
    expect(await reading.ended).toMatchObject({ how: 'complete' })
    expect(reading.results).toEqual([{ data: { country: { code: 'KZ', name: 'Kazakhstan' } } }])
  })

  describe('how a stream ends', () => {
    it('a gateway that stops completes it and tells where to go on', async () => {
      const stopping = await startLiveGateway(store)
      const filter = { countries: ['TM'] }
      const reading = await read(stopping.url, { query: changes, variables: { after: await head(), filter } })
      await gateway.add(next(), { country: 'TM' })
      await reading.until(1)
      await stopping[Symbol.asyncDispose]()
      const { how, cursor } = await reading.ended
      expect(how).toBe('complete')
      const rest = await follow({ after: cursor })
      await gateway.add(next(), { country: 'KZ' })
      expect(seqs(await rest.until(1))).toEqual([await store.changes.head()])
      rest.drop()
    })

    it('one that has lived long enough is asked to come back', async () => {
      await using brief = await startLiveGateway(store, { lifetimeMs: 300 })
      const start = await store.changes.head()
      const reading = await read(brief.url, { query: changes, variables: { after: await head() } })
      const { how, cursor } = await reading.ended
      expect(how).toBe('complete')
      expect(cursor).toBe(toCursor({ log: store.changes.id, seq: start }))
    })

    it('a place in the log does not grow old while the filter lets nothing through', async () => {
      await using brief = await startLiveGateway(store, { lifetimeMs: 1_000 })
      const filter = { sources: ['tm/silent'] }
      const reading = await read(brief.url, { query: changes, variables: { after: await head(), filter } })
      await gateway.commit([numbered(next()), numbered(next())])
      const { cursor } = await reading.ended
      expect(cursor).toBe(await head())
    })

    it('a reader too slow is cut off with its place; the others see no change, and memory stays flat', {
      timeout: 120_000,
    }, async () => {
      await using narrow = await startLiveGateway(store, { maxQueuedBytes: 100_000, heartbeatMs: 600_000 })
      const query = `subscription ($after: String) { eventChanges(after: $after) { seq cursor event { body } } }`
      const variables = { after: await head() }
      const start = await store.changes.head()
      const [slow, ...healthy] = await Promise.all(
        Array.from({ length: 6 }, () => read(narrow.url, { query, variables })),
      )
      slow!.pause()
      // More than the kernel's own buffers on both sides will hold.
      const body = 'Изъято. '.repeat(20_000)
      let held: number | null = null
      for (let n = 0; n < 60; n++) {
        await gateway.add(next(), { body })
        for (const reading of healthy) await reading.until(n + 1)
        if (n === 30) held = bytesHeld()
      }
      // Far from the 10 MB that the stalled reader did not take meanwhile.
      expect(bytesHeld() - held!).toBeLessThan(5_000_000)
      slow!.resume()
      const { how, reason, cursor } = await slow!.ended
      expect({ how, reason }).toEqual({ how: 'closed', reason: expect.stringMatching(/^Too slow\. /) })
      const got = seqs(slow!.results)
      expect(got.length).toBeLessThan(60)
      // Its place is just after what it was given, and nothing of that is missing.
      expect(got).toEqual(got.map((_, i) => start + 1 + i))
      expect(cursor).toBe(slow!.results.at(-1)!.data.eventChanges.cursor)
      const rest = await read(narrow.url, { query, variables: { after: cursor } })
      const all = Array.from({ length: 60 }, (_, i) => start + 1 + i)
      expect([...got, ...seqs(await rest.until(60 - got.length))]).toEqual(all)
      for (const reading of healthy) expect(seqs(reading.results)).toEqual(all)
      for (const reading of [rest, ...healthy]) reading.drop()
    })
  })
}
