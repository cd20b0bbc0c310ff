import { expect, it } from 'vitest'
import { CursorExpired } from '../../../src/model/errors.ts'
import type { Store } from '../../../src/store/types.ts'
import { sampleDraft } from '../../store/sample-draft.ts'

const at = '2025-04-10T08:00:00.000Z'

export function logContract(store: () => Store): void {
  const url = (n: number) => `https://news.example/${n}`
  const draft = (n: number, country = 'KZ') => sampleDraft({ url: url(n), country })
  const commit = (drafts = [draft(1)], when = at) =>
    store().commit({ sourceId: 'kz/sample', drafts, at: when })
  const withdraw = (n: number) =>
    store().commit({
      sourceId: 'kz/sample',
      drafts: [],
      withdrawals: [{ eventId: draft(n).id, reason: 'HTTP 410' }],
      at,
    })

  it('counts from 1 without a gap', async () => {
    await commit([draft(1), draft(2)])
    await withdraw(1)
    await commit([draft(3)])
    const entries = await store().changes.entries(0, 100)
    expect(entries.map(({ seq, kind, eventId }) => [seq, kind, eventId])).toEqual([
      [1, 'ADDED', draft(1).id],
      [2, 'ADDED', draft(2).id],
      [3, 'WITHDRAWN', draft(1).id],
      [4, 'ADDED', draft(3).id],
    ])
    expect(await store().changes.head()).toBe(4)
  })

  it('reads on from a position', async () => {
    await commit([draft(1), draft(2), draft(3)])
    expect((await store().changes.entries(1, 1)).map(({ seq }) => seq)).toEqual([2])
    expect(await store().changes.entries(3, 10)).toEqual([])
  })

  it('shows each change with the event as it is now', async () => {
    await commit([draft(1)])
    await withdraw(1)
    const { changes, position, hasMore } = await store().changes.page({ after: 0, limit: 10 })
    expect(changes.map(({ kind, revision, event }) => [kind, revision, event.status])).toEqual([
      ['ADDED', 1, 'WITHDRAWN'],
      ['WITHDRAWN', 2, 'WITHDRAWN'],
    ])
    expect({ position, hasMore }).toEqual({ position: 2, hasMore: false })
  })

  it('passes over what the filter or the kinds leave out, without losing its place', async () => {
    await commit([draft(1), draft(2, 'RU'), draft(3), draft(4, 'RU')])
    await withdraw(2)
    const russian = { countries: ['RU'] }
    const first = await store().changes.page({ after: 0, limit: 1, filter: russian })
    expect(first).toMatchObject({ changes: [{ seq: 2 }], position: 2, hasMore: true })
    const rest = await store().changes.page({ after: first.position, limit: 10, filter: russian })
    expect(rest).toMatchObject({ changes: [{ seq: 4 }, { seq: 5 }], position: 5, hasMore: false })
    const none = await store().changes.page({ after: 0, limit: 10, filter: { countries: ['UZ'] } })
    expect(none).toEqual({ changes: [], position: 5, hasMore: false })
    const withdrawn = await store().changes.page({ after: 0, limit: 10, kinds: ['WITHDRAWN'] })
    expect(withdrawn.changes.map(({ seq }) => seq)).toEqual([5])
  })

  it('refuses a reader whose place was pruned, and serves one at the tail', async () => {
    await commit([draft(1), draft(2)], '2025-01-01T00:00:00Z')
    await commit([draft(3)], '2025-04-01T00:00:00Z')
    expect(await store().changes.tail()).toBe(0)
    expect(await store().changes.prune('2025-02-01T00:00:00Z')).toBe(2)
    expect(await store().changes.tail()).toBe(2)
    expect((await store().changes.entries(2, 10)).map(({ seq }) => seq)).toEqual([3])
    await expect(store().changes.entries(0, 10)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
    await expect(store().changes.page({ after: 1, limit: 10 })).rejects.toThrow(CursorExpired)
    expect(await store().events.count()).toBe(3)
  })

  it('refuses a reader at the end of a log that was pruned whole, unless it stands there', async () => {
    await commit([draft(1), draft(2)], '2025-01-01T00:00:00Z')
    await store().changes.prune('2025-02-01T00:00:00Z')
    expect(await store().changes.entries(2, 10)).toEqual([])
    await expect(store().changes.entries(1, 10)).rejects.toThrow(CursorExpired)
    expect((await commit([draft(3)])).head).toBe(3)
  })

  it('refuses a reader that is ahead of the log', async () => {
    await commit()
    await expect(store().changes.entries(5, 10)).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    await expect(store().changes.page({ after: 5, limit: 10 })).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    })
  })

  it('wakes readers when something was committed, and no more once they left', async () => {
    let woken = Promise.withResolvers<void>()
    let calls = 0
    const leave = await store().changes.onAppend(() => {
      calls++
      woken.resolve()
    }, 3_600_000)
    await commit([draft(1)])
    await woken.promise
    woken = Promise.withResolvers()
    await commit([draft(2)])
    await woken.promise
    expect(calls).toBe(2)
    await leave()
    const other = Promise.withResolvers<void>()
    const leaveOther = await store().changes.onAppend(other.resolve, 3_600_000)
    await commit([draft(3)])
    await other.promise
    expect(calls).toBe(2)
    await leaveOther()
  })

  it('wakes readers now and then even if no notification comes', async () => {
    const woken = Promise.withResolvers<void>()
    const leave = await store().changes.onAppend(woken.resolve, 5)
    await woken.promise
    await leave()
  })
}
