import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EventOrder } from '../../../src/model/filter.ts'
import type { EventRef, PageKey, PageRequest, Store } from '../../../src/store/types.ts'
import { sampleDraft } from '../../store/sample-draft.ts'
import { emptyStore } from '../../store/store-homes.ts'
import { drafts, filters } from './arbitraries.ts'

const at = '2025-04-02T08:00:00.000Z'
const orders: EventOrder[] = [
  'PUBLISHED_DESC',
  'PUBLISHED_ASC',
  'UPDATED_DESC',
  'UPDATED_ASC',
  'SEQ_DESC',
  'SEQ_ASC',
  'RELEVANCE',
]

export function pagingContract(store: () => Store): void {
  async function walk(request: Omit<PageRequest, 'after'>): Promise<EventRef[]> {
    const seen: EventRef[] = []
    let after: PageKey | undefined
    for (;;) {
      const { refs, hasMore } = await store().events.page({ ...request, after })
      seen.splice(request.backward ? 0 : seen.length, 0, ...refs)
      if (!hasMore) return seen
      after = (request.backward ? refs[0] : refs.at(-1))!.key
    }
  }

  it('walk forward as backward, in order, with no repeat and nothing left out', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(drafts, fc.integer({ min: 1, max: 7 }), async (list, limit) => {
        await emptyStore(store())
        const half = Math.floor(list.length / 2)
        for (const part of [list.slice(0, half), list.slice(half)])
          await store().commit({ sourceId: 'kz/sample', drafts: part, at })
        const events = (await store().events.byIds(list.map(({ id }) => id))).map((event) => event!)
        for (const orderBy of orders) {
          const filter = orderBy === 'RELEVANCE' ? { text: 'героин' } : undefined
          const forward = await walk({ orderBy, limit, filter })
          const ids = forward.map(({ id }) => id)
          expect((await walk({ orderBy, limit, filter, backward: true })).map(({ id }) => id)).toEqual(ids)
          expect(new Set(ids).size).toBe(list.length)
          if (orderBy === 'RELEVANCE') {
            const ranks = forward.map(({ rank }) => rank!)
            expect(ranks).toEqual(ranks.toSorted((a, b) => b - a))
            continue
          }
          const [field, direction] = orderBy.split('_')
          const key = (event: (typeof events)[number]) =>
            field === 'SEQ'
              ? event.seq
              : Date.parse(field === 'UPDATED' ? event.updatedAt : event.publishedAt)
          const sorted = events.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1))
          expect(ids).toEqual((direction === 'ASC' ? sorted : sorted.reverse()).map(({ id }) => id))
        }
      }),
      { numRuns: 8 },
    )
  })

  const minute = (n: number) =>
    sampleDraft({
      url: `https://news.example/${n}`,
      publishedAt: new Date(Date.UTC(2025, 3, 1, 0, n)).toISOString(),
    })
  const commit = (...numbers: number[]) =>
    store().commit({ sourceId: 'kz/sample', drafts: numbers.map(minute), at })

  it('walk any filter page by page as in one page, in both directions', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(drafts, filters, fc.integer({ min: 1, max: 3 }), async (list, filter, limit) => {
        await emptyStore(store())
        await store().commit({ sourceId: 'kz/sample', drafts: list, at })
        for (const orderBy of ['PUBLISHED_DESC', 'PUBLISHED_ASC'] as const) {
          const whole = await store().events.page({ filter, orderBy, limit: 100 })
          const ids = whole.refs.map(({ id }) => id)
          expect((await walk({ filter, orderBy, limit })).map(({ id }) => id)).toEqual(ids)
          expect((await walk({ filter, orderBy, limit, backward: true })).map(({ id }) => id)).toEqual(ids)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('are not moved by what is inserted meanwhile', async () => {
    await commit(10, 20, 30, 40)
    const first = await store().events.page({ limit: 2 })
    expect(first.refs.map(({ id }) => id)).toEqual([minute(40).id, minute(30).id])
    await commit(50, 35, 15)
    const second = await store().events.page({ limit: 2, after: first.refs[1]!.key })
    expect(second.refs.map(({ id }) => id)).toEqual([minute(20).id, minute(15).id])
  })

  it('start after a key whose event is gone from the list', async () => {
    await commit(10, 20, 30)
    const { refs } = await store().events.page({ limit: 2 })
    await store().commit({
      sourceId: 'kz/sample',
      drafts: [],
      withdrawals: [{ eventId: refs[1]!.id, reason: 'HTTP 410' }],
      at,
    })
    const rest = await store().events.page({ limit: 2, after: refs[1]!.key })
    expect(rest.refs.map(({ id }) => id)).toEqual([minute(10).id])
  })

  it('hold up to 5,000 and say whether there is more', async () => {
    await commit(1, 2)
    expect(await store().events.page({ limit: 5000 })).toMatchObject({ refs: { length: 2 }, hasMore: false })
    expect(await store().events.page({ limit: 0 })).toEqual({ refs: [], hasMore: true })
    await expect(store().events.page({ limit: 5001 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    await expect(store().events.page({ limit: -1 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('refuse a key of another order', async () => {
    for (const [orderBy, key] of [
      ['PUBLISHED_DESC', 'x'],
      ['SEQ_ASC', '2025-04-01T00:00:00Z'],
      ['SEQ_ASC', ''],
    ] as const)
      await expect(store().events.page({ limit: 1, orderBy, after: { key, id: 'a' } })).rejects.toMatchObject(
        {
          code: 'BAD_USER_INPUT',
        },
      )
  })

  it('fall back to the newest first when RELEVANCE has nothing to be relevant to', async () => {
    await commit(1, 3, 2)
    const { refs } = await store().events.page({ limit: 10, orderBy: 'RELEVANCE' })
    expect(refs.map(({ id }) => id)).toEqual([3, 2, 1].map((n) => minute(n).id))
  })
}
