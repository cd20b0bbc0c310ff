import { expect, it } from 'vitest'
import type { Rejection, RunOutcome, RunRecord, SourceHealth } from '../../../src/model/source.ts'
import type { Store } from '../../../src/store/types.ts'

const at = '2025-04-10T08:00:00.000Z'

const run = (id: string, changes: Partial<RunRecord> = {}): RunRecord => ({
  id,
  sourceId: 'kz/sample',
  startedAt: '2025-04-10T07:59:00.000Z',
  finishedAt: at,
  outcome: 'OK' as RunOutcome,
  strategy: 'feed',
  requests: 1,
  bytes: 1000,
  items: 3,
  added: 1,
  revised: 0,
  withdrawn: 0,
  rejected: 2,
  error: null,
  ...changes,
})

const health = (sourceId: string, changes: Partial<SourceHealth> = {}): SourceHealth => ({
  sourceId,
  status: 'HEALTHY',
  since: at,
  lastPollAt: at,
  lastSuccessAt: at,
  lastEventAt: null,
  nextPollAt: null,
  consecutiveFailures: 0,
  strategy: 'feed',
  lastError: null,
  ...changes,
})

const rejection = (id: string, changes: Partial<Rejection> = {}): Rejection => ({
  id,
  sourceId: 'kz/sample',
  url: `https://news.example/${id}`,
  reason: 'OFF_TOPIC',
  detail: 'Nothing about drugs.',
  payload: { title: 'Погода', tags: [] },
  at,
  ...changes,
})

export function recordsContract(store: () => Store): void {
  const commit = (more: object) => store().commit({ sourceId: 'kz/sample', drafts: [], at, ...more })

  it('keep runs, newest first, of one source or of many', async () => {
    await commit({ run: run('1') })
    await commit({ run: run('2', { finishedAt: '2025-04-10T09:00:00.000Z' }) })
    await store().health.record(
      health('ru/other'),
      run('3', { sourceId: 'ru/other', outcome: 'UNREACHABLE' }),
    )
    expect((await store().runs.recent('kz/sample', 10)).map(({ id }) => id)).toEqual(['2', '1'])
    expect((await store().runs.recent('kz/sample', 1))[0]).toEqual(
      run('2', { finishedAt: '2025-04-10T09:00:00.000Z' }),
    )
    const many = await store().runs.recentOf(['ru/other', 'none', 'kz/sample'], 1)
    expect(many.map((runs) => runs.map(({ id }) => id))).toEqual([['3'], [], ['2']])
    expect(await store().runs.prune('2025-04-10T08:30:00Z')).toBe(2)
  })

  it('keep the newest health of each source', async () => {
    await commit({ health: health('kz/sample', { status: 'QUIET' }) })
    await store().health.record(health('az/other'))
    await store().health.record(health('kz/sample', { status: 'FAILING' }))
    expect((await store().health.all()).map(({ sourceId, status }) => [sourceId, status])).toEqual([
      ['az/other', 'HEALTHY'],
      ['kz/sample', 'FAILING'],
    ])
  })

  it("count a day heard or not in the source's own zone, once for each run, for good", async () => {
    const late = { finishedAt: '2025-04-10T20:00:00.000Z' }
    await commit({ run: run('1', late) })
    await commit({ run: run('1', late) })
    await commit({ run: run('2', { ...late, outcome: 'NOT_MODIFIED' }) })
    await commit({ run: run('3', { ...late, outcome: 'CHANGED' }) })
    await commit({ run: run('4', { ...late, sourceId: 'ru/other' }) })
    await store().runs.prune('2026-01-01T00:00:00Z')
    expect(await store().coverage('2025-04-10', '2025-04-11')).toEqual([
      { sourceId: 'ru/other', day: '2025-04-10', successes: 1, failures: 0 },
      { sourceId: 'kz/sample', day: '2025-04-11', successes: 2, failures: 1 },
    ])
    expect(await store().coverage('2025-04-12', '2025-04-30')).toEqual([])
  })

  it('keep rejections with their payload, page by page, newest first', async () => {
    const rejections = Array.from({ length: 5 }, (_, n) =>
      rejection(`r${n}`, { at: `2025-04-1${n}T00:00:00.000Z` }),
    )
    await commit({ rejections })
    const first = await store().rejections.page({ limit: 2 })
    expect(first).toEqual([rejections[4], rejections[3]])
    const second = await store().rejections.page({ limit: 10, after: first[1]!.id })
    expect(second.map(({ id }) => id)).toEqual(['r2', 'r1', 'r0'])
    expect(await store().rejections.counts(['kz/sample', 'none'])).toEqual([5, 0])
    await expect(store().rejections.page({ limit: 1, after: 'unknown' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    })
  })

  it('tell rejections apart by source and reason, and forget the old ones', async () => {
    await commit({
      rejections: [
        rejection('old', { at: '2025-03-01T00:00:00.000Z' }),
        rejection('broken', { at: '2025-03-01T00:00:00.000Z', reason: 'NO_TITLE' }),
        rejection('other', { sourceId: 'ru/other' }),
        rejection('new'),
      ],
    })
    const ids = async (request: object) =>
      (await store().rejections.page({ limit: 10, ...request })).map(({ id }) => id).sort()
    expect(await ids({ sourceId: 'ru/other' })).toEqual(['other'])
    expect(await ids({ reasons: ['NO_TITLE'] })).toEqual(['broken'])
    expect(await store().rejections.prune('2025-04-01T00:00:00Z', ['OFF_TOPIC'])).toBe(1)
    expect(await ids({})).toEqual(['broken', 'new', 'other'])
    expect(await store().rejections.prune('2025-04-01T00:00:00Z')).toBe(1)
  })

  it('keep one rejection for an item that is turned down at every poll', async () => {
    await commit({ rejections: [rejection('same'), rejection('same', { detail: 'Again.' })] })
    await commit({ rejections: [rejection('same', { at: '2025-04-11T00:00:00.000Z' })] })
    expect(await store().rejections.page({ limit: 10 })).toMatchObject([{ at: '2025-04-11T00:00:00.000Z' }])
  })

  it('keep payloads that are no JSON', async () => {
    const circular: Record<string, unknown> = { big: 10n, when: new Date(at), not: Number.NaN }
    circular.self = circular
    await commit({ rejections: [rejection('odd', { payload: circular })] })
    const [kept] = await store().rejections.page({ limit: 1 })
    expect(kept!.payload).toEqual({ big: '10', when: at, not: null, self: '[circular]' })
  })

  it('keep fetched bytes once, by their hash, and give them back as they were', async () => {
    const bytes = new TextEncoder().encode('<html>'.repeat(1000))
    const snapshot = { sha256: 'aa', bytes, contentType: 'text/html' }
    await commit({ snapshots: [snapshot, { ...snapshot }] })
    await commit({ snapshots: [snapshot], at: '2025-05-10T08:00:00.000Z' })
    const found = await store().snapshots.get('aa')
    expect(found).toMatchObject({ sha256: 'aa', contentType: 'text/html' })
    expect(Buffer.from(found!.bytes).equals(bytes)).toBe(true)
    expect(await store().snapshots.get('bb')).toBeNull()
    const [row] = await store().db.query<{ stored: number }>('SELECT length(bytes) AS stored FROM snapshots')
    expect(row!.stored).toBeLessThan(200)
    expect(await store().snapshots.prune('2025-05-01T00:00:00Z')).toBe(0)
    expect(await store().snapshots.prune('2025-06-01T00:00:00Z')).toBe(1)
  })

  it('remember when a page was first seen gone, until it is seen again', async () => {
    expect(await store().vanished.seen('a', at)).toEqual({ firstSeenAt: at })
    expect(await store().vanished.seen('a', '2025-04-12T00:00:00Z')).toEqual({ firstSeenAt: at })
    await store().vanished.clear(['a', 'b'])
    expect(await store().vanished.seen('a', '2025-04-13T00:00:00.000Z')).toEqual({
      firstSeenAt: '2025-04-13T00:00:00.000Z',
    })
  })

  it('keep what was asked of the gateway, newest first, also past the tenth', async () => {
    const entry = { at, caller: 'test', requestId: null, action: 'x', arguments: {} }
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.unshift(await store().audit.begin(entry))
    const first = await store().audit.page({ limit: 5 })
    const rest = await store().audit.page({ limit: 7, after: first.at(-1)!.id })
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids)
  })
}
