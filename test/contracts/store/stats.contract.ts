import { expect, it } from 'vitest'
import type { EventDraft } from '../../../src/model/event.ts'
import type { Quantity, Understanding } from '../../../src/model/understanding.ts'
import type { Dimension, PageKey, QuantityRow, StatRow, Store } from '../../../src/store/types.ts'
import { type DraftChanges, sampleDraft, sampleMass } from '../../store/sample-draft.ts'

const at = '2025-04-10T08:00:00.000Z'

/** A meeting's 38 kg with two of its parts, as the press tells it: the total is no substance of its own. */
const totalWithParts: Quantity[] = [
  sampleMass(38_000, { substance: 'drugs' }),
  sampleMass(20_000, { substance: 'hashish', scope: 'PART_OF', partOf: 0 }),
  sampleMass(10_000, { substance: 'heroin', scope: 'PART_OF', partOf: 0 }),
]

const understood = (quantities: Quantity[], more: Partial<Understanding> = {}) => ({
  understanding: {
    quantities,
    substances: [...new Set(quantities.map(({ substance }) => substance!))].map((substance) => ({
      substance,
      evidence: [],
    })),
    ...more,
  },
})

export function statsContract(store: () => Store): void {
  const draft = (n: number, changes: DraftChanges = {}) =>
    sampleDraft({ url: `https://news.example/${n}`, ...changes })
  const commit = (...drafts: EventDraft[]) => store().commit({ sourceId: 'kz/sample', drafts, at })

  const table = (rows: StatRow[], by: Dimension) =>
    rows.map(({ keys, events, grams }) => [keys[by], events, grams])

  it('count events and add single seizures by any dimension', async () => {
    await commit(
      draft(1, understood([sampleMass(500), sampleMass(1500)])),
      draft(2, { country: 'RU', ...understood([sampleMass(7000)]) }),
      draft(3, { country: 'RU' }),
    )
    expect(await store().events.stats({ by: ['COUNTRY'] })).toEqual([
      { keys: { COUNTRY: 'KZ' }, periodStart: null, events: 1, stories: 1, grams: 2000, min: 500, max: 1500 },
      {
        keys: { COUNTRY: 'RU' },
        periodStart: null,
        events: 2,
        stories: 2,
        grams: 7000,
        min: 7000,
        max: 7000,
      },
    ])
    expect(await store().events.stats({ by: [] })).toMatchObject([{ keys: {}, events: 3, grams: 9000 }])
    const two = await store().events.stats({ by: ['COUNTRY', 'LANGUAGE'], filter: { countries: ['RU'] } })
    expect(two).toMatchObject([{ keys: { COUNTRY: 'RU', LANGUAGE: 'ru' }, events: 2 }])
  })

  it('answer with no rows where nothing matches, and with zeros where no dimension is asked for', async () => {
    expect(await store().events.stats({ by: ['COUNTRY'] })).toEqual([])
    expect(await store().events.stats({ by: [] })).toMatchObject([
      { events: 0, grams: 0, min: null, max: null },
    ])
  })

  it('never add cumulative statements, earlier periods, threats, burnings, or other than mass', async () => {
    await commit(
      draft(
        1,
        understood([
          sampleMass(1),
          sampleMass(10, { scope: 'CUMULATIVE', period: { from: '2025-01-01', to: '2025-03-31' } }),
          sampleMass(100, { role: 'PREVIOUS_PERIOD' }),
          sampleMass(1000, { role: 'HYPOTHETICAL' }),
          sampleMass(10_000, { role: 'DESTROYED' }),
          sampleMass(100_000, { kind: 'TABLETS', grams: null }),
        ]),
      ),
    )
    expect(await store().events.stats({ by: [] })).toMatchObject([{ grams: 1, min: 1, max: 1 }])
  })

  it('count a total once, and split it among the substances of its parts', async () => {
    await commit(draft(1, understood(totalWithParts)))
    expect(await store().events.stats({ by: ['COUNTRY'] })).toMatchObject([
      { events: 1, grams: 38_000, max: 38_000 },
    ])
    expect(table(await store().events.stats({ by: ['SUBSTANCE'] }), 'SUBSTANCE')).toEqual([
      ['drugs', 1, 8000],
      ['hashish', 1, 20_000],
      ['heroin', 1, 10_000],
    ])
  })

  it('count only the total where the parts of a report exceed it', async () => {
    await commit(
      draft(
        1,
        understood([sampleMass(5, { substance: 'drugs' }), sampleMass(9, { scope: 'PART_OF', partOf: 0 })]),
      ),
    )
    expect(await store().events.stats({ by: [] })).toMatchObject([{ grams: 5 }])
    expect(table(await store().events.stats({ by: ['SUBSTANCE'] }), 'SUBSTANCE')).toEqual([
      ['drugs', 1, 5],
      ['heroin', 1, 0],
    ])
  })

  it('add only the substances that were asked for, with their descendants', async () => {
    await commit(
      draft(1, understood(totalWithParts)),
      draft(2, understood([sampleMass(3, { substance: 'opium' })])),
    )
    const grams = async (substances: string[]) =>
      (await store().events.stats({ by: [], filter: { substances } }))[0]!.grams
    expect(await grams(['heroin'])).toBe(10_000)
    expect(await grams(['opioids'])).toBe(10_003)
    expect(await grams(['drugs'])).toBe(38_003)
  })

  it('keep an amount of no named substance, and an event of no substance, under null', async () => {
    await commit(draft(1, { understanding: { quantities: [sampleMass(7, { substance: null })] } }), draft(2))
    expect(table(await store().events.stats({ by: ['SUBSTANCE'] }), 'SUBSTANCE')).toEqual([[null, 2, 7]])
    expect(table(await store().events.stats({ by: ['REGION'] }), 'REGION')).toEqual([[null, 2, 7]])
  })

  it('count an event under each of its categories, and under its main region only', async () => {
    const both = [
      { category: 'ARREST' as const, evidence: [] },
      { category: 'SEIZURE' as const, evidence: [] },
    ]
    await commit(draft(1, understood([sampleMass(5)], { categories: both, region: 'KZ-10' })))
    expect(table(await store().events.stats({ by: ['CATEGORY'] }), 'CATEGORY')).toEqual([
      ['ARREST', 1, 5],
      ['SEIZURE', 1, 5],
    ])
    expect(table(await store().events.stats({ by: ['REGION'] }), 'REGION')).toEqual([['KZ-10', 1, 5]])
  })

  it.each([
    ['DAY', ['2024-12-30', '2025-01-01', '2025-04-10']],
    ['WEEK', ['2024-12-30', '2025-04-07']],
    ['MONTH', ['2024-12-01', '2025-01-01', '2025-04-01']],
    ['QUARTER', ['2024-10-01', '2025-01-01', '2025-04-01']],
    ['YEAR', ['2024-01-01', '2025-01-01']],
  ] as const)('group by %s, of the day of publication', async (interval, starts) => {
    await commit(
      draft(1, { publishedAt: '2024-12-30T10:00:00Z', publishedOn: '2024-12-30' }),
      draft(2, { publishedAt: '2024-12-31T20:00:00Z', publishedOn: '2025-01-01' }),
      draft(3),
    )
    const rows = await store().events.stats({ by: [], interval })
    expect(rows.map(({ periodStart }) => periodStart)).toEqual(starts)
  })

  it('group by the day of a named time zone, and refuse one that is none', async () => {
    await commit(draft(1, { publishedAt: '2024-12-31T20:00:00Z', publishedOn: '2025-01-01' }))
    const start = async (timeZone?: string) =>
      (await store().events.stats({ by: [], interval: 'DAY', timeZone }))[0]?.periodStart
    expect(await start()).toBe('2025-01-01')
    expect(await start('UTC')).toBe('2024-12-31')
    expect(await start('Asia/Almaty')).toBe('2025-01-01')
    await expect(start('Mars/Olympus')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('tell how many stories the events are', async () => {
    await commit(draft(1), draft(2), draft(3))
    await store().commit({ sourceId: 'kz/sample', drafts: [], stories: { [draft(2).id]: draft(1).id }, at })
    expect(await store().events.stats({ by: [] })).toMatchObject([{ events: 3, stories: 2 }])
  })

  it('forget the quantities of a text that was replaced', async () => {
    await commit(draft(1, understood([sampleMass(500), sampleMass(600)])))
    await commit(draft(1, { body: 'Иначе', ...understood([sampleMass(700)]) }))
    expect(await store().events.stats({ by: [] })).toMatchObject([{ grams: 700 }])
  })

  it('list every stated amount as a flat row, page by page in both directions', async () => {
    const period = { from: '2025-01-01', to: '2025-03-31' }
    const statements = [...totalWithParts, sampleMass(11_111, { scope: 'CUMULATIVE', period })]
    await commit(
      ...[1, 2, 3].map((n) =>
        draft(n, {
          publishedAt: `2025-04-0${n}T00:00:00.000Z`,
          ...understood(statements, { region: 'KZ-10' }),
        }),
      ),
    )
    const all: QuantityRow[] = []
    let after: PageKey | undefined
    for (;;) {
      const { rows, hasMore } = await store().events.quantities({ limit: 5, after })
      all.push(...rows)
      if (!hasMore) break
      after = rows.at(-1)!.key
    }
    expect(all).toHaveLength(12)
    expect(all.map(({ eventId }) => eventId)).toEqual([3, 2, 1].flatMap((n) => Array(4).fill(draft(n).id)))
    const first = all.filter(({ eventId }) => eventId === draft(3).id).sort((a, b) => a.ordinal - b.ordinal)
    expect(first.map(({ key, ordinal, eventId, ...row }) => row)).toEqual(
      statements.map((quantity) => ({
        ...quantity,
        publishedAt: '2025-04-03T00:00:00.000Z',
        country: 'KZ',
        region: 'KZ-10',
      })),
    )
    const back = await store().events.quantities({ limit: 11, after: all.at(-1)!.key, backward: true })
    expect(back.rows).toEqual(all.slice(0, 11))
    expect(back.hasMore).toBe(false)
  })

  it('list only amounts of the substances asked for', async () => {
    await commit(draft(1, understood(totalWithParts)))
    const { rows } = await store().events.quantities({ limit: 10, filter: { substances: ['opioids'] } })
    expect(rows.map(({ substance, grams }) => [substance, grams])).toEqual([['heroin', 10_000]])
  })
}
