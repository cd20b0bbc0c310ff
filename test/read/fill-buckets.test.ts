import { describe, expect, test } from 'vitest'
import { fillBuckets } from '../../src/read/fill-buckets.ts'
import type { StatRow } from '../../src/store/types.ts'

const row = (keys: StatRow['keys'], periodStart: string | null, events: number): StatRow => ({
  ...{ keys, periodStart, events, stories: events, grams: events * 10, min: 10, max: 10 },
})
const shown = (rows: StatRow[]) =>
  rows.map(({ keys, periodStart, events }) => [...Object.values(keys), periodStart, events])

describe('empty buckets', () => {
  test('fill every period of the range asked for, whatever the interval', () => {
    const periods = (interval: 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR', from: string, to: string) =>
      fillBuckets([], { by: [], interval, filter: { published: { from, to } } }, []).map(
        ({ periodStart }) => periodStart,
      )
    expect(periods('DAY', '2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
    expect(periods('WEEK', '2025-01-01', '2025-01-13')).toEqual(['2024-12-30', '2025-01-06', '2025-01-13'])
    expect(periods('MONTH', '2024-12-31', '2025-01-01')).toEqual(['2024-12-01', '2025-01-01'])
    expect(periods('QUARTER', '2025-02-01', '2025-07-01')).toEqual(['2025-01-01', '2025-04-01', '2025-07-01'])
    expect(periods('YEAR', '2023-06-01', '2025-01-01')).toEqual(['2023-01-01', '2024-01-01', '2025-01-01'])
  })

  test('take the days of instants from the zone named; an end that is an instant is not part', () => {
    const filter = { published: { from: '2025-03-31T19:00:00.000Z', to: '2025-04-01T19:00:00.000Z' } }
    const days = fillBuckets([], { by: [], interval: 'DAY', timeZone: 'Asia/Almaty', filter }, [])
    expect(days.map(({ periodStart }) => periodStart)).toEqual(['2025-04-01'])
  })

  test('keep the rows that have events, and go from the first of them to the last where the range is open', () => {
    const rows = [row({ LANGUAGE: 'kk' }, '2025-03-01', 2), row({ LANGUAGE: 'ru' }, '2025-01-01', 1)]
    expect(shown(fillBuckets(rows, { by: ['LANGUAGE'], interval: 'MONTH', filter: {} }, []))).toEqual([
      ['kk', '2025-01-01', 0],
      ['kk', '2025-02-01', 0],
      ['kk', '2025-03-01', 2],
      ['ru', '2025-01-01', 1],
      ['ru', '2025-02-01', 0],
      ['ru', '2025-03-01', 0],
    ])
  })

  test('name the member states and every source, or what the filter names; what occurs besides stays', () => {
    const rows = [row({ COUNTRY: 'ZZ', SOURCE: 'regional/odkb' }, null, 1)]
    const all = fillBuckets(rows, { by: ['COUNTRY', 'SOURCE'], filter: {} }, ['kz/a', 'tj/b'])
    expect(all).toHaveLength(8 * 3)
    expect(all.filter(({ events }) => events > 0)).toEqual(rows)
    const some = fillBuckets([], { by: ['COUNTRY'], filter: { countries: ['TJ', 'KZ'] } }, [])
    expect(shown(some)).toEqual([
      ['KZ', null, 0],
      ['TJ', null, 0],
    ])
  })

  test('keep what has no value last', () => {
    const rows = [row({ CATEGORY: null }, null, 3)]
    const all = fillBuckets(rows, { by: ['CATEGORY'], filter: { categories: ['SEIZURE'] } }, [])
    expect(shown(all)).toEqual([
      ['SEIZURE', null, 0],
      [null, null, 3],
    ])
  })

  test('are refused past a size nobody reads', () => {
    const filter = { published: { from: '1900-01-01', to: '2025-01-01' } }
    expect(() => fillBuckets([], { by: ['COUNTRY', 'CATEGORY'], interval: 'DAY', filter }, [])).toThrow(
      /is the most.*Narrow/,
    )
  })
})
