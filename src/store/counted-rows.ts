import type { EventFilter } from '../model/filter.ts'

/**
 * Substances a filter asks for, itself or in `and`: amounts of other substances in the same events do not belong
 * to the answer. Null where it asks for none; several lists must all hold.
 */
export function askedSubstances(filter: EventFilter | undefined): string[][] {
  if (!filter) return []
  return [...(filter.substances ? [filter.substances] : []), ...(filter.and ?? []).flatMap(askedSubstances)]
}

/** Condition on `quantities q`, one for each list; parameters are pushed. */
export function askedSubstancesSql(filter: EventFilter | undefined, params: unknown[]): string[] {
  return askedSubstances(filter).map((list) => `q.substance_tree && $${params.push(list)}::text[]`)
}
