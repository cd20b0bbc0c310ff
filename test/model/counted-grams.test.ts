import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countedGrams, heaviestSeizure } from '../../src/model/counted-grams.ts'
import { sampleMass } from '../store/sample-draft.ts'

const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)

it('leaves parts to their total, or splits the total among them', () => {
  const quantities = [
    sampleMass(38, { substance: 'drugs_unspecified' }),
    sampleMass(20, { substance: 'hashish', scope: 'PART_OF', partOf: 0 }),
    sampleMass(18, { substance: 'heroin', scope: 'PART_OF', partOf: 0 }),
  ]
  expect(countedGrams(quantities)).toEqual([
    { whole: 38, share: null },
    { whole: null, share: 20 },
    { whole: null, share: 18 },
  ])
  expect(heaviestSeizure(quantities)).toBe(38)
})

it('counts no part of a yearly total, of a burning, or of a threat', () => {
  for (const total of [{ scope: 'CUMULATIVE' }, { role: 'DESTROYED' }, { role: 'HYPOTHETICAL' }] as const) {
    const quantities = [sampleMass(38, total), sampleMass(20, { scope: 'PART_OF', partOf: 0 })]
    expect(countedGrams(quantities).map(({ share }) => share)).toEqual([null, null])
    expect(heaviestSeizure(quantities)).toBeNull()
  }
})

it('counts a part for itself where its total is not named', () => {
  for (const partOf of [null, 7, -1])
    expect(heaviestSeizure([sampleMass(20, { scope: 'PART_OF', partOf })])).toBe(20)
})

it('adds up to the same whichever way it is split, and never to more than was seized', () => {
  const quantity = fc
    .record({
      grams: fc.integer({ min: 0, max: 1000 }),
      scope: fc.constantFrom('SINGLE', 'PART_OF', 'CUMULATIVE'),
      role: fc.constantFrom('SEIZED', 'SEIZED', 'DESTROYED'),
      partOf: fc.option(fc.nat(5)),
    })
    .map(({ grams, ...rest }) => sampleMass(grams, rest))
  fc.assert(
    fc.property(fc.array(quantity, { maxLength: 6 }), (quantities) => {
      const counted = countedGrams(quantities)
      expect(sum(counted.map(({ whole }) => whole))).toBe(sum(counted.map(({ share }) => share)))
      const seized = quantities.filter(({ role, scope }) => role === 'SEIZED' && scope !== 'CUMULATIVE')
      expect(sum(counted.map(({ whole }) => whole))).toBeLessThanOrEqual(
        sum(seized.map(({ grams }) => grams)),
      )
    }),
  )
})
