import { expect, it } from 'vitest'
import type { EventDraft } from '../../../src/model/event.ts'
import type { Commit, Store } from '../../../src/store/types.ts'
import { type DraftChanges, sampleDraft } from '../../store/sample-draft.ts'

const at = '2025-04-10T08:00:00.000Z'
const later = '2025-04-11T08:00:00.000Z'

export function commitContract(store: () => Store): void {
  const commit = (drafts: EventDraft[], more: Partial<Commit> = {}) =>
    store().commit({ sourceId: 'kz/sample', drafts, at, ...more })
  const kinds = async () => (await store().changes.entries(0, 100)).map(({ kind }) => kind)
  const draft = (n: number, changes: DraftChanges = {}) =>
    sampleDraft({ url: `https://news.example/${n}`, ...changes })

  it('adds what is new and says where the log stands', async () => {
    const drafts = [draft(1), draft(2)]
    const result = await commit(drafts)
    expect(result).toEqual({
      added: drafts.map(({ id }) => id),
      revised: [],
      withdrawn: [],
      unchanged: [],
      rejected: [],
      head: 2,
    })
  })

  it('gives back what was handed in', async () => {
    const given = draft(1, {
      summary: 'Кратко',
      bodyHtml: '<p>…</p>',
      images: [{ url: 'https://news.example/1.jpg', alt: null }],
    })
    await commit([given])
    const [event] = await store().events.byIds([given.id])
    expect(event).toEqual({
      ...given,
      seq: 1,
      revision: 1,
      status: 'PUBLISHED',
      collectedAt: at,
      updatedAt: at,
      storyId: given.id,
    })
  })

  it('appends nothing when the same is seen again', async () => {
    await commit([draft(1)])
    const again = await commit([draft(1)], { at: later })
    expect(again).toMatchObject({ added: [], revised: [], unchanged: [draft(1).id], head: 1 })
    const [event] = await store().events.byIds([draft(1).id])
    expect(event?.updatedAt).toBe(at)
  })

  it('keeps the old text when a page is edited', async () => {
    await commit([draft(1, { body: 'Изъято 5 кг.', summary: 'Было' })])
    const result = await commit([draft(1, { body: 'Изъято 6 кг.', summary: 'Стало' })], { at: later })
    expect(result).toMatchObject({ revised: [draft(1).id], head: 2 })
    const [event] = await store().events.byIds([draft(1).id])
    expect(event).toMatchObject({
      revision: 2,
      seq: 2,
      body: 'Изъято 6 кг.',
      collectedAt: at,
      updatedAt: later,
    })
    const [revisions] = await store().events.revisions([draft(1).id])
    expect(revisions).toMatchObject([
      { revision: 1, seq: 1, body: 'Изъято 5 кг.', summary: 'Было', reason: 'FIRST', at },
      { revision: 2, seq: 2, body: 'Изъято 6 кг.', summary: 'Стало', reason: 'EDITED', at: later },
    ])
    expect(revisions![0]!.contentHash).not.toBe(revisions![1]!.contentHash)
  })

  it('writes a revision when only the understanding changed', async () => {
    await commit([draft(1)])
    const result = await commit([draft(1, { understanding: { region: 'KZ-71' } })], {
      reason: 'UNDERSTOOD_AGAIN',
    })
    expect(result.revised).toEqual([draft(1).id])
    const [revisions] = await store().events.revisions([draft(1).id])
    expect(revisions!.map(({ reason, body }) => [reason, body])).toEqual([
      ['FIRST', draft(1).body],
      ['UNDERSTOOD_AGAIN', draft(1).body],
    ])
  })

  it('writes none when newer rules understood the same, and remembers their version when told', async () => {
    await commit([draft(1)])
    const again = draft(1, { understanding: { rules: '2.0.0' } })
    expect((await commit([again], { reason: 'UNDERSTOOD_AGAIN' })).unchanged).toEqual([again.id])
    await store().events.confirm([again.id], '2.0.0')
    const [event] = await store().events.byIds([again.id])
    expect(event!.understanding).toEqual(again.understanding)
    expect(await store().changes.head()).toBe(1)
  })

  it('leaves an event that was edited or withdrawn while its text was read again', async () => {
    await commit([draft(1), draft(2)])
    await commit([draft(1, { body: 'Изъято 6 кг.' })], {
      withdrawals: [{ eventId: draft(2).id, reason: 'gone' }],
    })
    const stale = [1, 2].map((number) => draft(number, { understanding: { region: 'KZ-71' } }))
    const result = await commit(stale, { reason: 'UNDERSTOOD_AGAIN' })
    expect(result.unchanged).toEqual(stale.map(({ id }) => id))
    const events = await store().events.byIds(stale.map(({ id }) => id))
    expect(events.map((event) => [event!.body, event!.status])).toEqual([
      ['Изъято 6 кг.', 'PUBLISHED'],
      [draft(2).body, 'WITHDRAWN'],
    ])
  })

  it('does not take another order of keys for another understanding', async () => {
    const { understanding, ...rest } = draft(1)
    await commit([{ ...rest, understanding }])
    const turned = Object.fromEntries(
      Object.entries(understanding).reverse(),
    ) as unknown as typeof understanding
    expect((await commit([{ ...rest, understanding: turned }])).unchanged).toEqual([rest.id])
  })

  it('withdraws an event once, and none that it does not know', async () => {
    await commit([draft(1)])
    const withdrawals = [
      { eventId: draft(1).id, reason: 'HTTP 410' },
      { eventId: 'unknown', reason: 'HTTP 404' },
    ]
    expect((await commit([], { withdrawals })).withdrawn).toEqual([draft(1).id])
    expect((await commit([], { withdrawals })).withdrawn).toEqual([])
    expect(await kinds()).toEqual(['ADDED', 'WITHDRAWN'])
    const [event] = await store().events.byIds([draft(1).id])
    expect(event).toMatchObject({ status: 'WITHDRAWN', revision: 2, body: draft(1).body })
  })

  it('publishes a withdrawn event again when it is seen again', async () => {
    await commit([draft(1)])
    await commit([], { withdrawals: [{ eventId: draft(1).id, reason: 'HTTP 410' }] })
    expect((await commit([draft(1)])).revised).toEqual([draft(1).id])
    const [event] = await store().events.byIds([draft(1).id])
    expect(event).toMatchObject({ status: 'PUBLISHED', revision: 3 })
    const [revisions] = await store().events.revisions([draft(1).id])
    expect(revisions!.map(({ reason }) => reason)).toEqual(['FIRST', 'WITHDRAWN', 'RESTORED'])
  })

  it('takes the last of two drafts of one event, and counts one', async () => {
    const result = await commit([draft(1, { title: 'Первый' }), draft(2), draft(1, { title: 'Второй' })])
    expect(result.added).toHaveLength(2)
    expect(result.head).toBe(2)
    const [event] = await store().events.byIds([draft(1).id])
    expect(event?.title).toBe('Второй')
  })

  it('keeps the rest of a batch when one event is broken, and the broken one as a rejection', async () => {
    const broken = [
      draft(1, { publishedAt: 'вчера' }),
      draft(2, { publishedOn: '2025-02-30' }),
      draft(3, { title: undefined as unknown as string }),
      { ...draft(4), understanding: null as unknown as EventDraft['understanding'] },
    ]
    const result = await commit([...broken, draft(5)])
    expect(result.added).toEqual([draft(5).id])
    expect(result.rejected).toEqual(broken.map(({ id }) => id))
    const rejections = await store().rejections.page({ sourceId: 'kz/sample', limit: 10 })
    expect(rejections.map(({ reason }) => reason)).toEqual(Array(4).fill('UNREADABLE'))
    expect(rejections.map(({ payload }) => (payload as EventDraft).id).sort()).toEqual(
      result.rejected.toSorted(),
    )
    expect(rejections.map(({ detail }) => detail).join()).toContain('вчера')
  })

  it('finds the one event that the database itself refuses', async () => {
    // More than an index can hold, in a form that does not compress.
    const region = Array.from({ length: 4000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 20000)),
    ).join('')
    const refused = draft(1, { understanding: { region } })
    const result = await commit([draft(2), refused, draft(3)])
    expect(result.added).toEqual([draft(2).id, draft(3).id])
    expect(result.rejected).toEqual([refused.id])
    expect(result.head).toBe(2)
    const [rejection] = await store().rejections.page({ limit: 1 })
    expect(rejection).toMatchObject({ reason: 'UNREADABLE', url: refused.url })
  })

  it('holds texts with NUL and lone surrogates, with offsets unmoved', async () => {
    const body = 'до\u0000 \ud800 после 5 кг'
    const evidence = { text: '5 кг', start: body.indexOf('5 кг'), end: body.length }
    const odd = draft(1, {
      title: 'NUL\u0000',
      body,
      understanding: { relevance: { relevant: true, score: 1, evidence: [evidence] } },
    })
    await commit([odd], {
      rejections: [
        {
          id: 'r\u0000',
          sourceId: 'kz/sample',
          url: null,
          reason: 'NO_URL',
          detail: '\ud800',
          payload: { '\u0000': '\u0000' },
          at,
        },
      ],
      checkpoint: {
        sourceId: 'kz/sample',
        strategy: 0,
        state: { last: '\u0000' },
        validators: {},
        watermark: null,
      },
    })
    const [event] = await store().events.byIds([odd.id])
    expect(event!.body.slice(evidence.start, evidence.end)).toBe('5 кг')
    expect(event!.body).toBe('до  \ufffd после 5 кг')
    expect((await commit([odd])).unchanged).toEqual([odd.id])
  })

  it('stores everything of a poll together, or nothing', async () => {
    const checkpoint = {
      sourceId: 'kz/sample',
      strategy: 1,
      state: { page: 2 },
      validators: {},
      watermark: at,
    }
    await expect(commit([draft(1)], { checkpoint, at: 'not an instant' })).rejects.toThrow()
    expect(await store().checkpoints.get('kz/sample')).toBeNull()
    expect(await store().changes.head()).toBe(0)
    await commit([draft(1)], { checkpoint })
    expect(await store().checkpoints.get('kz/sample')).toEqual(checkpoint)
    expect(await store().changes.head()).toBe(1)
  })

  it('takes batches of thousands', async () => {
    const drafts = Array.from({ length: 1200 }, (_, n) => draft(n, { body: `${n}` }))
    expect((await commit(drafts)).added).toHaveLength(1200)
    const found = await store().events.byIds(drafts.map(({ id }) => id))
    expect(found.map((event) => event?.body)).toEqual(drafts.map(({ body }) => body))
  })

  it('tells readers when an event joins another story', async () => {
    await commit([draft(1), draft(2)])
    const result = await commit([], { stories: { [draft(2).id]: draft(1).id } })
    expect(result.revised).toEqual([draft(2).id])
    expect(await store().events.stories([draft(1).id, draft(2).id])).toEqual([
      [draft(1).id, draft(2).id].sort().reverse(),
      [],
    ])
    expect((await commit([], { stories: { [draft(2).id]: draft(1).id } })).revised).toEqual([])
    expect(await kinds()).toEqual(['ADDED', 'ADDED', 'REVISED'])
  })

  it('puts a new event into a story without a second change', async () => {
    await commit([draft(1)])
    const result = await commit([draft(2)], { stories: { [draft(2).id]: draft(1).id } })
    expect(result).toMatchObject({ added: [draft(2).id], revised: [], head: 2 })
    const [event] = await store().events.byIds([draft(2).id])
    expect(event?.storyId).toBe(draft(1).id)
  })
}
