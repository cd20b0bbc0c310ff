import type { EventRowFragment } from '../generated/graphql.ts'

type Quantity = EventRowFragment['quantities'][number]

const importance = [
  'MASS',
  'TABLETS',
  'PLANTS',
  'LABORATORIES',
  'WEBSITES_BLOCKED',
  'PERSONS_DETAINED',
  'CRIMES',
]

/** The one amount a row has room for: what was seized in one go before totals, mass before counts, most first. */
export function mainQuantity(quantities: Quantity[]): Quantity | null {
  const real = quantities.filter(
    ({ role, scope }) => (role === 'SEIZED' || role === 'DESTROYED') && scope !== 'PART_OF',
  )
  const rank = ({ scope, kind }: Quantity) => (scope === 'SINGLE' ? 0 : 100) + importance.indexOf(kind)
  const size = ({ grams, value }: Quantity) => grams ?? value
  return real.sort((a, b) => rank(a) - rank(b) || size(b) - size(a))[0] ?? null
}
