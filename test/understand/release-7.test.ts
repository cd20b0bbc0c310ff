import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findQuantities } from '../../src/understand/quantities/find-quantities.ts'

const release = fileURLToPath(
  new URL('../../../shared/seeds/information-release-7-2025.txt', import.meta.url),
)
const present = existsSync(release)
if (!present) console.warn(`SKIPPED: no release at ${release}; its figures are not checked in this run`)

function amounts() {
  const text = readFileSync(release, 'utf8')
  return findQuantities(text, { language: 'en', reference: new Date('2025-04-15T00:00:00Z') })
}

it.skipIf(!present)('release #7: 11,111 g are one cumulative quantity', () => {
  const found = amounts().filter((q) => q.grams === 11111)
  expect(found).toMatchObject([{ scope: 'CUMULATIVE', period: { from: '2025-01-01', to: '2025-04-15' } }])
})

it.skipIf(!present)('release #7: the meeting of VKO states 38 kg once, with three parts', () => {
  const all = amounts()
  const total = all.findIndex((q) => q.grams === 38_000)
  expect(all[total]).toMatchObject({ scope: 'CUMULATIVE', partOf: null })
  expect(all.filter((q) => q.partOf === total).map((q) => [q.substance, q.grams])).toEqual([
    ['marijuana', 36_000],
    ['synthetic', 1300],
    ['hashish', 63],
  ])
})

it.skipIf(!present)(
  'release #7: 243 kg of 2024 and 284 kg of the first quarter are no seizures of their own',
  () => {
    const found = amounts().filter((q) => q.grams === 243_000 || q.grams === 284_000)
    expect(found.map((q) => [q.scope, q.period])).toEqual([
      ['CUMULATIVE', { from: '2024-01-01', to: '2024-12-31' }],
      ['CUMULATIVE', { from: '2025-01-01', to: '2025-03-31' }],
    ])
  },
)

it.skipIf(!present)('release #7: no sum of single seizures includes any of its statistics', () => {
  expect(amounts().filter((q) => q.kind === 'MASS' && q.scope === 'SINGLE')).toEqual([])
})
