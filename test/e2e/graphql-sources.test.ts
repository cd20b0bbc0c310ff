import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SourceHealth } from '../../src/model/source.ts'
import type { MemoryStore } from '../doubles/memory-store.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

let gateway: TestGateway<MemoryStore>
beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway[Symbol.asyncDispose]())

function health(sourceId: string, changes: Partial<SourceHealth> = {}): SourceHealth {
  return {
    sourceId,
    status: 'HEALTHY',
    since: '2025-04-01T00:00:00.000Z',
    lastPollAt: '2025-04-10T11:55:00.000Z',
    lastSuccessAt: '2025-04-10T11:55:00.000Z',
    lastEventAt: '2025-04-10T09:00:00.000Z',
    nextPollAt: '2025-04-10T12:05:00.000Z',
    consecutiveFailures: 0,
    strategy: 'wordpress',
    lastError: null,
    ...changes,
  }
}

const failing = (sourceId: string, since = '2025-04-09T00:00:00.000Z') =>
  health(sourceId, {
    status: 'FAILING',
    since,
    consecutiveFailures: 4,
    lastError: { code: 'SOURCE_UNREACHABLE', message: 'timeout', at: since },
  })

const heard = (sourceId: string, ...days: string[]) =>
  gateway.store.visits.push(...days.map((day) => ({ sourceId, day, successes: 3, failures: 1 })))

describe('sources', () => {
  test('say how they are doing; one that nobody visited yet is PENDING', async () => {
    gateway.store.healths.push(failing('kz/polisia-ru'))
    const { data, errors } = await gateway.ask(`{ sources { id polled scope health {
      status since consecutiveFailures strategy lastError { code message } lastPollAt nextPollAt rejections runs { id } } } }`)
    expect(errors).toBeUndefined()
    expect(data.sources.map((each: { id: string }) => each.id)).toEqual([
      'kz/polisia-ru',
      'regional/caricc',
      'tj/akn',
    ])
    expect(data.sources[0]).toMatchObject({
      polled: true,
      scope: 'ALL_POLICE_NEWS',
      health: {
        status: 'FAILING',
        consecutiveFailures: 4,
        lastError: { code: 'SOURCE_UNREACHABLE', message: 'timeout' },
      },
    })
    expect(data.sources[1].health).toMatchObject({ status: 'PENDING', lastPollAt: null, rejections: 0 })
  })

  test('are found by state, language and health', async () => {
    gateway.store.healths.push(failing('tj/akn'))
    const ids = async (filter: string) =>
      (await gateway.ask(`{ sources(filter: ${filter}) { id } }`)).data.sources.map(
        (each: { id: string }) => each.id,
      )
    expect(await ids('{ countries: [KZ] }')).toEqual(['kz/polisia-ru'])
    expect(await ids('{ statuses: [FAILING] }')).toEqual(['tj/akn'])
    expect(await ids('{ languages: ["en"] }')).toEqual([])
  })

  test('are null when not polled here, yet an event still tells where it is from', async () => {
    gateway.store.add(sampleEvent(1, { sourceId: 'uz/imported' }))
    const { data, errors } = await gateway.ask(
      '{ source(id: "uz/imported") { id } events { nodes { source { id name polled authority country { code } } } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.source).toBeNull()
    expect(data.events.nodes[0].source).toEqual({
      id: 'uz/imported',
      name: 'uz/imported',
      polled: false,
      authority: null,
      country: { code: 'UZ' },
    })
  })
})

describe('coverage', () => {
  test('tells each source heard or silent on each day, and no day that has not begun', async () => {
    heard('kz/polisia-ru', '2025-04-09', '2025-04-10')
    const { data, errors } = await gateway.ask(
      '{ coverage(from: "2025-04-09", to: "2025-04-12") { complete sources { source { id } complete heardDays silentDays days { day heard successes failures } } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.coverage.complete).toBe(false)
    expect(data.coverage.sources[0]).toEqual({
      source: { id: 'kz/polisia-ru' },
      complete: true,
      heardDays: 2,
      silentDays: 0,
      days: [
        { day: '2025-04-09', heard: true, successes: 3, failures: 1 },
        { day: '2025-04-10', heard: true, successes: 3, failures: 1 },
      ],
    })
    expect(data.coverage.sources[2]).toMatchObject({
      source: { id: 'tj/akn' },
      complete: false,
      silentDays: 2,
    })
  })

  test('is complete when every source was heard every day', async () => {
    for (const id of ['kz/polisia-ru', 'tj/akn', 'regional/caricc']) heard(id, '2025-04-09')
    const { data } = await gateway.ask('{ coverage(from: "2025-04-09", to: "2025-04-09") { complete } }')
    expect(data.coverage.complete).toBe(true)
  })

  test('refuses more than a year at once', async () => {
    const { errors } = await gateway.ask('{ coverage(from: "2020-01-01", to: "2025-01-01") { complete } }')
    expect(errors![0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })
})

describe('answers that silence could falsify say so', () => {
  const everywhere = ['kz/polisia-ru', 'tj/akn', 'regional/caricc']

  test('nothing is said while every source is heard', async () => {
    gateway.store.healths.push(...everywhere.map((id) => health(id)))
    expect((await gateway.ask('{ events { nodes { id } } }')).extensions).toBeUndefined()
  })

  test('a failing source is named, with since when and why', async () => {
    gateway.store.healths.push(health('kz/polisia-ru'), health('regional/caricc'), failing('tj/akn'))
    const { extensions } = await gateway.ask('{ stats(by: [COUNTRY]) { events } }')
    expect(extensions.coverage).toEqual({
      complete: false,
      sources: [
        { id: 'tj/akn', status: 'FAILING', since: '2025-04-09T00:00:00.000Z', error: 'SOURCE_UNREACHABLE' },
      ],
    })
  })

  test('only sources that the question reaches matter', async () => {
    gateway.store.healths.push(health('kz/polisia-ru'), health('regional/caricc'), failing('tj/akn'))
    const { extensions } = await gateway.ask('{ events(filter: { countries: [KZ] }) { nodes { id } } }')
    expect(extensions).toBeUndefined()
    const own = await gateway.ask('{ country(code: TJ) { events { nodes { id } } } }')
    expect(own.extensions.coverage.sources).toHaveLength(1)
  })

  test('only the period asked about matters: silence in it is told, trouble after it is not', async () => {
    gateway.store.healths.push(health('kz/polisia-ru'), health('regional/caricc'), failing('tj/akn'))
    heard('kz/polisia-ru', '2025-04-02')
    heard('tj/akn', '2025-04-02', '2025-04-03')
    heard('regional/caricc', '2025-04-02', '2025-04-03')
    const { extensions } = await gateway.ask(
      '{ events(filter: { published: { from: "2025-04-02", to: "2025-04-03" } }) { nodes { id } } }',
    )
    expect(extensions.coverage.sources).toEqual([
      { id: 'kz/polisia-ru', status: 'HEALTHY', since: '2025-04-01T00:00:00.000Z', silentDays: 1 },
    ])
  })

  test('questions that silence cannot touch are answered without a word, and without asking', async () => {
    gateway.store.healths.push(failing('tj/akn'))
    expect((await gateway.ask('{ sources { id } }')).extensions).toBeUndefined()
    expect(gateway.store.calls.get('health')).toBeUndefined()
  })
})
