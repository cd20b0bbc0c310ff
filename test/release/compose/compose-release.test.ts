import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../../src/model/event.ts'
import type { ReleaseEdit } from '../../../src/model/release.ts'
import { composeRelease, type Ingredients } from '../../../src/release/compose/compose-release.ts'
import { freeze } from '../../../src/release/compose/content-hash.ts'
import { coverageWords } from '../../../src/release/compose/coverage-words.ts'
import {
  fromToWords,
  periodFrom,
  periodOf,
  periodWords,
  refuseFuture,
} from '../../../src/release/compose/release-period.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'

const none = { release: null, machine: null }
const compose = (events: StoredEvent[], changes: Partial<Ingredients> = {}) =>
  composeRelease({
    year: 2025,
    number: 7,
    period: periodOf(2025, 7),
    events,
    pickedElsewhere: new Set(),
    english: () => none,
    edits: [],
    sourceName: ({ sourceId }) => `Name of ${sourceId}`,
    names: { substance: (id) => id, region: () => null },
    heard: [],
    ...changes,
  })
const told = (events: StoredEvent[], changes: Partial<Ingredients> = {}) =>
  compose(events, changes).document.sections.map(({ country, entries }) => [
    country,
    entries.map(({ eventId }) => eventId),
  ])
const edit = (
  kind: ReleaseEdit['kind'],
  eventId: string | null,
  value: string | null = null,
): ReleaseEdit => ({
  ...{ kind, eventId, value, at: '2025-04-20T08:00:00.000Z', editor: 'key:1' },
})
const [one, two, three] = [1, 2, 3].map((n) => sampleEvent(n)) as [StoredEvent, StoredEvent, StoredEvent]

describe('the period of a release', () => {
  test('is half a month, by number', () => {
    expect([periodOf(2025, 1), periodOf(2024, 4), periodOf(2025, 24)]).toEqual([
      { from: '2025-01-01', to: '2025-01-15' },
      { from: '2024-02-16', to: '2024-02-29' },
      { from: '2025-12-16', to: '2025-12-31' },
    ])
  })
  test('is told in words', () => {
    const words = (from: string, to: string) => [periodWords({ from, to }), fromToWords({ from, to })]
    expect(words('2025-04-01', '2025-04-15')).toEqual(['1–15 April 2025', 'From 1 to 15 April 2025'])
    expect(words('2025-03-25', '2025-04-10')).toEqual([
      '25 March – 10 April 2025',
      'From 25 March to 10 April 2025',
    ])
    expect(words('2024-12-25', '2025-01-02')[0]).toBe('25 December 2024 – 2 January 2025')
    expect(words('2025-04-01', '2025-04-01')).toEqual(['1 April 2025', 'On 1 April 2025'])
  })
  test('that is none is refused with what to do', () => {
    expect(() => periodOf(2025, 25)).toThrow(/1 to 24/)
    expect(() => periodFrom('2025-04-15', '2025-04-01')).toThrow(/before it begins.*Turn it round/)
    expect(() => periodFrom('2025-02-30', '2025-04-01')).toThrow(/"2025-02-30" is not a day/)
    expect(() => periodFrom('2020-01-01', '2025-04-01')).toThrow(/at most a year/)
    expect(() => refuseFuture(periodOf(2030, 1), new Date('2025-04-10'))).toThrow(/begins on 2030-01-01/)
  })
})

describe('a release', () => {
  test('tells events by country in the customary order, other countries after the members', () => {
    const events = ['ZZ', 'UZ', 'AF', 'RU', 'KG', 'KZ', 'AZ'].map((country, i) => sampleEvent(i, { country }))
    const { document } = compose(events)
    expect(document.sections.map(({ heading }) => heading)).toEqual([
      'REPUBLIC OF AZERBAIJAN',
      'REPUBLIC OF KAZAKHSTAN',
      'KYRGYZ REPUBLIC',
      'RUSSIAN FEDERATION',
      'REPUBLIC OF UZBEKISTAN',
      'AFGHANISTAN',
      'OTHER COUNTRIES',
    ])
    expect(document.sections.flatMap(({ entries }) => entries.map(({ ordinal }) => ordinal))).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ])
    expect(document.sentence).toBe(
      'From 1 to 15 April 2025 the media reported 7 events in the anti-drug sphere (Azerbaijan – 1, Kazakhstan – 1, Kyrgyzstan – 1, Russia – 1, Uzbekistan – 1, Afghanistan – 1, Other countries – 1).',
    )
  })
  test('without an event says so', () => {
    expect(compose([]).document.sentence).toBe(
      'From 1 to 15 April 2025 no event in the anti-drug sphere was reported.',
    )
  })
  test('tells a happening once, by its oldest report, and names the other reports', () => {
    const events = [three, two, one].map((event) => ({ ...event, storyId: 'same' }))
    const [section] = compose(events).document.sections
    expect(section!.entries).toHaveLength(1)
    expect(section!.entries[0]).toMatchObject({ eventId: one.id })
    expect(section!.entries[0]!.alsoReported.map(({ url }) => url)).toEqual([two.url, three.url])
  })
  test('keeps what another release of the number tells apart, also within one happening', () => {
    const events = [one, two, three].map((event) => ({ ...event, storyId: 'same' }))
    expect(told(events, { pickedElsewhere: new Set([two.id, three.id]) })).toEqual([
      ['KZ', [two.id, three.id]],
    ])
  })
  test('is in English as far as there is any: another release’s words, its own, a program’s; else it says so', () => {
    const english = sampleEvent(4, { language: 'en', title: 'Own words', body: 'A.\n\nB.' })
    const { document } = compose([one, two, three, english], {
      english: ({ id }) =>
        id === one.id
          ? { release: { title: 'As released', paragraphs: ['P.'] }, machine: null }
          : id === two.id
            ? { release: null, machine: { title: 'Translated', body: 'T.' } }
            : none,
    })
    expect(
      document.sections[0]!.entries.map(({ title, wording, paragraphs }) => [
        title,
        wording,
        paragraphs.length,
      ]),
    ).toEqual([
      ['As released', 'RELEASE', 1],
      ['Translated', 'MACHINE', 1],
      [three.title, 'UNTRANSLATED', 2],
      ['Own words', 'ORIGINAL', 2],
    ])
  })
  test('adds single seizures only: no cumulative statement, no part besides its total', () => {
    const [base] = one.understanding.quantities
    const quantities = [
      { ...base!, grams: 1000, substance: 'hashish' },
      { ...base!, grams: 5_000_000, scope: 'CUMULATIVE' as const },
      { ...base!, grams: 400, substance: 'heroin', scope: 'PART_OF' as const, partOf: 0 },
      { ...base!, kind: 'PERSONS_DETAINED' as const, value: 3, grams: null, substance: null },
      {
        ...base!,
        kind: 'PERSONS_DETAINED' as const,
        value: 900,
        grams: null,
        substance: null,
        scope: 'CUMULATIVE' as const,
      },
    ]
    const event = { ...one, understanding: { ...one.understanding, quantities } }
    const { figures } = compose([event]).document
    expect(figures.seizures.map(({ substance, grams }) => [substance, grams])).toEqual([
      ['hashish', 600],
      ['heroin', 400],
    ])
    expect(figures.counts).toEqual([{ kind: 'PERSONS_DETAINED', country: 'KZ', value: 3, events: 1 }])
    expect(figures.cumulative).toBe(2)
  })
  test('counts a seizure once, however many report it', () => {
    const events = [one, two].map((event) => ({ ...event, storyId: 'same' }))
    expect(compose(events).document.figures.seizures).toEqual([
      { substance: 'hashish', name: 'hashish', country: 'KZ', grams: 1000, events: 1 },
    ])
  })
  test('has the same hash for the same ingredients, and another for others', () => {
    const hash = (...events: StoredEvent[]) => freeze(compose(events).document).sha256
    expect(hash(two, one)).toBe(hash(one, two))
    expect(hash(one)).not.toBe(hash(two))
  })
})

describe('an editor', () => {
  test('excludes an event and with it whatever repeats it, and includes it again', () => {
    const repeated = [one, { ...two, storyId: one.storyId }, three]
    expect(told(repeated, { edits: [edit('EXCLUDED', one.id)] })).toEqual([['KZ', [three.id]]])
    expect(compose(repeated, { edits: [edit('EXCLUDED', one.id)] }).left.map(({ id }) => id)).toEqual([
      one.id,
    ])
    expect(told(repeated, { edits: [edit('EXCLUDED', one.id), edit('INCLUDED', one.id)] })).toEqual([
      ['KZ', [one.id, three.id]],
    ])
  })
  test('retitles and takes the title back; writes a summary', () => {
    const [section] = compose([one], { edits: [edit('RETITLED', one.id, 'Better')] }).document.sections
    expect(section!.entries[0]!.title).toBe('Better')
    const edits = [
      edit('RETITLED', one.id, 'Better'),
      edit('RETITLED', one.id),
      edit('SUMMARISED', null, 'All quiet.'),
    ]
    const { document } = compose([one], { edits })
    expect([document.sections[0]!.entries[0]!.title, document.summary]).toEqual([one.title, 'All quiet.'])
  })
  test('moves an event within its country', () => {
    const order = (...edits: ReleaseEdit[]) => told([one, two, three], { edits })[0]![1]
    expect(order(edit('MOVED', three.id, '1'))).toEqual([three.id, one.id, two.id])
    expect(order(edit('MOVED', one.id, '99'))).toEqual([two.id, three.id, one.id])
    expect(order(edit('MOVED', three.id, '1'), edit('MOVED', two.id, '1'))).toEqual([
      two.id,
      three.id,
      one.id,
    ])
  })
})

test('the note of coverage names who was silent, and how long', () => {
  const source = (name: string, heardDays: number, silentDays: number) => ({ name, heardDays, silentDays })
  expect(coverageWords([source('A', 15, 0), source('B', 15, 0)])).toEqual([
    'Every one of the 2 sources was heard on every day of the period.',
  ])
  expect(coverageWords([source('A', 15, 0), source('B', 3, 12), source('C', 0, 15)]).slice(0, 3)).toEqual([
    'Of 3 sources 1 was heard on every day of the period.',
    'Heard on some days only: B (3 of 15 days).',
    'Not heard at all: C.',
  ])
  expect(coverageWords([source('A', 0, 15)])[0]).toMatch(/None of the 1 sources was heard/)
})
