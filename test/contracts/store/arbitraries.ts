import fc from 'fast-check'
import type { EventFilter } from '../../../src/model/filter.ts'
import { categories, type Quantity } from '../../../src/model/understanding.ts'
import { sampleDraft, sampleMass } from '../../store/sample-draft.ts'

const countries = ['KZ', 'RU', 'UZ', 'ZZ']
const sources = ['kz/a', 'ru/b', 'uz/c']
const languages = ['ru', 'kk', 'uz', 'uz-Cyrl', 'uz-Latn', 'en']
const substances = ['heroin', 'opium', 'hashish', 'opioids', 'drugs', 'cannabis']
const regions = ['KZ-10', 'KZ-61', 'RU-IRK']
const hour = 3_600_000

/** Few values, so that many are equal. */
const instant = fc
  .integer({ min: 0, max: 72 })
  .map((hours) => new Date(Date.UTC(2025, 3, 1) + hours * hour).toISOString())
const day = instant.map((text) => text.slice(0, 10))
const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: Math.min(3, values.length) })

const quantity: fc.Arbitrary<Quantity> = fc
  .record({
    grams: fc.constantFrom(0, 100, 500, 1000),
    role: fc.constantFrom('SEIZED', 'SEIZED', 'DESTROYED', 'PREVIOUS_PERIOD', 'HYPOTHETICAL'),
    scope: fc.constantFrom('SINGLE', 'SINGLE', 'CUMULATIVE', 'PART_OF'),
    partOf: fc.option(fc.nat(3)),
    kind: fc.constantFrom('MASS', 'MASS', 'TABLETS'),
  })
  .map(({ grams, ...rest }) => sampleMass(grams, { ...rest, grams: rest.kind === 'MASS' ? grams : null }))

/** Drafts with distinct addresses and everything a filter can ask about. */
export const drafts = fc
  .array(
    fc.record({
      country: fc.constantFrom(...countries),
      sourceId: fc.constantFrom(...sources),
      language: fc.constantFrom(...languages),
      publishedAt: instant,
      categories: some(categories),
      substances: some(substances),
      region: fc.option(fc.constantFrom(...regions)),
      places: some(regions),
      quantities: fc.array(quantity, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) =>
    list.map(({ country, sourceId, language, publishedAt, ...understood }, n) =>
      sampleDraft({
        url: `https://news.example/${n}`,
        country,
        sourceId,
        language,
        publishedAt,
        // A day ahead of UTC late in the day, as in the east of the region.
        publishedOn: new Date(Date.parse(publishedAt) + 5 * hour).toISOString().slice(0, 10),
        understanding: {
          region: understood.region,
          quantities: understood.quantities,
          categories: understood.categories.map((category) => ({ category, evidence: [] })),
          substances: understood.substances.map((substance) => ({ substance, evidence: [] })),
          places: understood.places.map((region, index) => ({
            country,
            region,
            name: region,
            latitude: null,
            longitude: null,
            happenedHere: index % 2 === 0,
            evidence: { text: '', start: 0, end: 0 },
          })),
        },
      }),
    ),
  )

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: undefined })
const range = <T>(bound: fc.Arbitrary<T>) => fc.record({ from: fc.option(bound), to: fc.option(bound) })

const { filter: filterArbitrary } = fc.letrec<{ filter: EventFilter }>((tie) => ({
  filter: fc.record(
    {
      countries: maybe(some(countries)),
      sources: maybe(some(sources)),
      languages: maybe(some(['ru', 'uz', 'uz-Cyrl', 'uz-Ara', 'en', 'kk'])),
      categories: maybe(some(categories)),
      substances: maybe(some(substances)),
      regions: maybe(some(regions)),
      published: maybe(range(fc.oneof(instant, day))),
      updated: maybe(range(fc.oneof(instant, day))),
      seq: maybe(range(fc.integer({ min: 0, max: 30 }))),
      minGrams: maybe(fc.constantFrom(0, 1, 500, 1001)),
      status: maybe(some(['PUBLISHED', 'WITHDRAWN'] as const)),
      and: maybe(fc.array(tie('filter'), { maxLength: 2 })),
      or: maybe(fc.array(tie('filter'), { maxLength: 3 })),
      not: maybe(tie('filter')),
    },
    { requiredKeys: [] },
  ),
}))

export const filters: fc.Arbitrary<EventFilter> = filterArbitrary
