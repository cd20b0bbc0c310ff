import type { Qualifier, QuantityKind } from '../../model/understanding.ts'

/** An amount as the text states it, before it is known what of and what for. */
export interface Mention {
  kind: QuantityKind
  value: number
  /** Mass only. */
  grams: number | null
  qualifier: Qualifier
  /** Tokens `[first, next)` of the number and its unit. */
  first: number
  next: number
  /** The same with its qualifiers. */
  from: number
  to: number
}
