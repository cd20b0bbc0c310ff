import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EventDraft } from '../../../src/model/event.ts'
import type { EventFilter } from '../../../src/model/filter.ts'
import { filterPredicate } from '../../../src/model/filter-predicate.ts'
import type { Store } from '../../../src/store/types.ts'
import { sampleDraft, sampleMass } from '../../store/sample-draft.ts'
import { emptyStore } from '../../store/store-homes.ts'
import { drafts, filters } from './arbitraries.ts'
import { contractVocabulary } from './vocabulary.ts'

const at = '2025-04-02T08:00:00.000Z'

export function filterContract(store: () => Store): void {
  const draft = (n: number, changes = {}) => sampleDraft({ url: `https://news.example/${n}`, ...changes })
  const commit = (list: EventDraft[]) => store().commit({ sourceId: 'kz/sample', drafts: list, at })

  async function found(filter: EventFilter): Promise<string[]> {
    const { refs } = await store().events.page({ filter, limit: 5000, orderBy: 'SEQ_ASC' })
    const events = await store().events.byIds(refs.map(({ id }) => id))
    return events.map((event) => event!.url.slice('https://news.example/'.length))
  }

  it('agrees in SQL and in memory, on any events and any filter', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(drafts, fc.array(filters, { minLength: 10, maxLength: 10 }), async (list, asked) => {
        await emptyStore(store())
        await commit(list)
        const gone = list.filter((_, n) => n % 3 === 1).map(({ id }) => ({ eventId: id, reason: 'HTTP 410' }))
        await store().commit({ sourceId: 'kz/sample', drafts: [], withdrawals: gone, at })
        const events = (await store().events.byIds(list.map(({ id }) => id))).map((event) => event!)
        for (const filter of asked) {
          const expected = events.filter(filterPredicate(filter, contractVocabulary)).map(({ id }) => id)
          const { refs } = await store().events.page({ filter, limit: 100 })
          expect(refs.map(({ id }) => id).sort(), JSON.stringify(filter)).toEqual(expected.sort())
          expect(await store().events.count(filter)).toBe(expected.length)
          const told = events.filter(filterPredicate(filter, { ...contractVocabulary, anyStatus: true }))
          const { changes } = await store().changes.page({ after: 0, limit: 100, filter })
          expect([...new Set(changes.map(({ eventId }) => eventId))].sort()).toEqual(
            told.map(({ id }) => id).sort(),
          )
        }
      }),
      { numRuns: 25 },
    )
  })

  it('shows published events only, unless the filter speaks of status', async () => {
    await commit([draft(1), draft(2)])
    await store().commit({
      sourceId: 'kz/sample',
      drafts: [],
      withdrawals: [{ eventId: draft(2).id, reason: 'HTTP 410' }],
      at,
    })
    expect(await found({})).toEqual(['1'])
    expect(await found({ status: ['WITHDRAWN'] })).toEqual(['2'])
    expect(await found({ or: [{ countries: ['KZ'] }, { status: ['WITHDRAWN'] }] })).toEqual(['1', '2'])
    expect(await found({ status: [] })).toEqual([])
  })

  it('finds events of a substance by its parents', async () => {
    const substance = (name: string) => ({
      understanding: { substances: [{ substance: name, evidence: [] }] },
    })
    await commit([
      draft(1, substance('heroin')),
      draft(2, substance('opium')),
      draft(3, substance('hashish')),
    ])
    expect(await found({ substances: ['opioids'] })).toEqual(['1', '2'])
    expect(await found({ substances: ['drugs'] })).toEqual(['1', '2', '3'])
    expect(await found({ substances: ['heroin'] })).toEqual(['1'])
  })

  it('finds an edited event by what it has now, in the order of its new time, and by nothing it had', async () => {
    const of = (category: 'SEIZURE' | 'ARREST', substance: string, region: string) => ({
      understanding: {
        region,
        categories: [{ category, evidence: [] }],
        substances: [{ substance, evidence: [] }],
      },
    })
    await commit([
      draft(1, of('SEIZURE', 'heroin', 'KZ-10')),
      draft(2, { ...of('ARREST', 'hashish', 'KZ-61'), publishedAt: '2025-04-11T00:00:00.000Z' }),
    ])
    await commit([
      draft(1, {
        ...of('ARREST', 'hashish', 'KZ-61'),
        title: 'Новое',
        publishedAt: '2025-04-12T00:00:00.000Z',
      }),
    ])
    for (const filter of [{ categories: ['SEIZURE'] }, { substances: ['heroin'] }, { regions: ['KZ-10'] }])
      expect((await store().events.page({ filter: filter as EventFilter, limit: 5 })).refs).toEqual([])
    for (const filter of [
      { categories: ['ARREST'] },
      { substances: ['cannabis'] },
      { regions: ['KZ-61', 'KZ-10'] },
    ]) {
      const { refs } = await store().events.page({ filter: filter as EventFilter, limit: 5 })
      expect(refs.map(({ id }) => id)).toEqual([draft(1).id, draft(2).id])
    }
  })

  it("finds seizures by mass, and never takes a year's total or a threat for one", async () => {
    const quantities = (...list: object[]) => ({
      understanding: { quantities: list.map((q) => sampleMass(11_000, q)) },
    })
    await commit([
      draft(1, quantities({})),
      draft(2, quantities({ scope: 'CUMULATIVE' })),
      draft(3, quantities({ role: 'PREVIOUS_PERIOD' })),
      draft(4, quantities({ role: 'HYPOTHETICAL' })),
      draft(5, quantities({ role: 'DESTROYED' })),
      draft(6, quantities({ grams: 9_000 })),
      draft(7, quantities({ scope: 'CUMULATIVE' }, { scope: 'PART_OF', partOf: 0 })),
    ])
    expect(await found({ minGrams: 10_000 })).toEqual(['1'])
    expect(await found({ minGrams: 1 })).toEqual(['1', '6'])
  })

  it('counts a day as the source does, and takes the last day whole', async () => {
    await commit([
      draft(1, { publishedAt: '2025-03-31T20:00:00Z', publishedOn: '2025-04-01' }),
      draft(2, { publishedAt: '2025-04-30T15:00:00Z', publishedOn: '2025-04-30' }),
      draft(3, { publishedAt: '2025-04-30T20:00:00Z', publishedOn: '2025-05-01' }),
    ])
    expect(await found({ published: { from: '2025-04-01', to: '2025-04-30' } })).toEqual(['1', '2'])
    expect(await found({ published: { from: '2025-04-01T00:00:00Z', to: '2025-05-01T00:00:00Z' } })).toEqual([
      '2',
      '3',
    ])
    expect(await found({ updated: { from: '2025-04-02', to: '2025-04-02' } })).toEqual(['1', '2', '3'])
  })

  it.each<[string, EventFilter]>([
    ['a date that is none', { published: { from: 'yesterday' } }],
    ['30 February', { published: { to: '2025-02-30' } }],
    ['a fraction of a position', { seq: { from: 1.5 } }],
    ['an infinite mass', { minGrams: Number.POSITIVE_INFINITY }],
    [
      'a filter nested without end',
      Array.from({ length: 60 }).reduce<EventFilter>((inner) => ({ not: inner }), {}),
    ],
    ['a filter of a thousand parts', { or: Array.from({ length: 1000 }, () => ({})) }],
  ])('refuses %s with a clear error, in SQL as in memory', async (_, filter) => {
    await expect(store().events.page({ filter, limit: 1 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(() => filterPredicate(filter)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })

  it('takes values for values, never for SQL', async () => {
    await commit([draft(1)])
    const nasty = ["KZ' OR true --", '$1', '"; DROP TABLE events; --', '%']
    expect(await found({ countries: nasty })).toEqual([])
    expect(await found({ sources: [nasty[0]!] })).toEqual([])
    expect(await found({ languages: nasty, regions: nasty, substances: nasty })).toEqual([])
    expect(await found({ status: nasty as never })).toEqual([])
    expect(await found({})).toEqual(['1'])
  })
}
