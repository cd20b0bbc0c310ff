import type { Quantity } from './understanding.ts'

/** What sums may add of one quantity; null where it must not be added. */
export interface CountedGrams {
  /** Grams of the statement itself, parts left to the total they belong to. */
  whole: number | null
  /** Grams under the quantity's own substance: parts count, their total keeps what they leave. */
  share: number | null
}

// Sums of printed decimals differ from the printed total in the last binary digits.
const tolerance = 1e-9

/**
 * Which of an event's quantities a sum of seizures may add, in the order given. Only mass that was seized
 * counts: never cumulative statements, previous periods, hypothetical amounts, or the burning of drugs that
 * were seized before. Both columns add up to the same grams.
 */
export function countedGrams(quantities: Quantity[]): CountedGrams[] {
  const parts = sumsOfParts(quantities)
  return quantities.map((quantity) => {
    if (!isSeizedMass(quantity) || quantity.scope === 'CUMULATIVE') return { whole: null, share: null }
    const grams = quantity.grams!
    const total = totalOf(quantities, quantity)
    if (!total || (isSeizure(total) && total.grams === null)) {
      const sum = parts.get(quantity) ?? 0
      // A source whose parts exceed their total contradicts itself; the total is then all that is counted.
      const share = fits(sum, grams) ? grams - sum : grams
      return { whole: grams, share: sum > 0 && share <= grams * tolerance ? null : share }
    }
    const counted = isSeizure(total) && fits(parts.get(total)!, total.grams!)
    return { whole: null, share: counted ? grams : null }
  })
}

/** Heaviest single seizure of an event, in grams. */
export function heaviestSeizure(quantities: Quantity[]): number | null {
  return seizedGrams(quantities).max
}

/** Single seizures of an event, in grams; null where it states none. */
export function seizedGrams(quantities: Quantity[]): Record<'sum' | 'min' | 'max', number | null> {
  const grams = countedGrams(quantities).flatMap(({ whole }) => whole ?? [])
  if (!grams.length) return { sum: null, min: null, max: null }
  return {
    sum: grams.reduce((a, b) => a + b),
    min: grams.reduce((a, b) => Math.min(a, b)),
    max: grams.reduce((a, b) => Math.max(a, b)),
  }
}

function isSeizedMass({ kind, grams, role }: Quantity): boolean {
  return kind === 'MASS' && role === 'SEIZED' && grams !== null && Number.isFinite(grams)
}

function isSeizure({ role, scope }: Quantity): boolean {
  return role === 'SEIZED' && scope !== 'CUMULATIVE'
}

function totalOf(quantities: Quantity[], { scope, partOf }: Quantity): Quantity | null {
  if (scope !== 'PART_OF' || partOf === null) return null
  const total = quantities[partOf]
  // A total that calls itself a part would hide both: only whole statements are totals.
  return total && total.scope !== 'PART_OF' ? total : null
}

function sumsOfParts(quantities: Quantity[]): Map<Quantity, number> {
  const sums = new Map<Quantity, number>()
  for (const quantity of quantities) {
    const total = isSeizedMass(quantity) ? totalOf(quantities, quantity) : null
    if (total) sums.set(total, (sums.get(total) ?? 0) + quantity.grams!)
  }
  return sums
}

function fits(parts: number, total: number): boolean {
  return parts <= total * (1 + tolerance)
}
