import type { Quantity } from '../../model/understanding.ts'
import { lowerBound } from '../lower-bound.ts'
import type { PlaceMention } from '../places/mention.ts'
import type { Token } from '../tokens.ts'

/** Something is said to be there. */
const there = 2
/** Tokens between a state and the amount stated of it. */
const farthest = 30

/**
 * A report of one state may quote another's figures («в Узбекистане — 2 тонны»). Its rows carry the report's country,
 * so such an amount is never SINGLE: no sum of seizures takes it for one of that country.
 */
export function setElsewhereApart(
  quantities: readonly Quantity[],
  { tokens, mentions, country, sentence }: Whereabouts,
): Quantity[] {
  if (country === null && new Set(mentions.filter(isThere).map((one) => one.country)).size < 2)
    return [...quantities]
  return quantities.map((quantity) => {
    if (quantity.scope !== 'SINGLE') return quantity
    const at = lowerBound(tokens, quantity.evidence.start, (token) => token.start)
    const near = mentions.findLast(
      (one) =>
        one.from < at && at - one.from <= farthest && sentence[one.from] === sentence[at] && isThere(one),
    )
    return near && near.country !== country ? { ...quantity, scope: 'CUMULATIVE' } : quantity
  })
}

function isThere({ weight, kind }: PlaceMention): boolean {
  return weight >= there && kind !== 'SIGN' && kind !== 'PEOPLE'
}

interface Whereabouts {
  tokens: readonly Token[]
  mentions: readonly PlaceMention[]
  /** Where the report says it happened; null where it was no one state. */
  country: string | null
  /** Number of the sentence of each token. */
  sentence: ArrayLike<number>
}
