import { BadInput } from './errors.ts'
import type { EventFilter } from './filter.ts'

const maxConditions = 500
const maxDepth = 50

/** Throws `BadInput` on a filter that would make the database plan for ever. */
export function checkFilterSize(filter: EventFilter): void {
  if (count(filter, 0) > maxConditions)
    throw new BadInput(`The filter is too large: at most ${maxConditions} nested filters.`)
}

/** True where the filter or anything nested in it speaks of status. */
export function namesStatus(filter: EventFilter): boolean {
  return filter.status != null || nested(filter).some(namesStatus)
}

/** True where the filter or anything nested in it searches for words. */
export function asksForWords(filter: EventFilter): boolean {
  return Boolean(filter.text) || nested(filter).some(asksForWords)
}

function count(filter: EventFilter, depth: number): number {
  if (depth > maxDepth) throw new BadInput(`The filter is nested too deeply: at most ${maxDepth} levels.`)
  return nested(filter).reduce((sum, inner) => sum + count(inner, depth + 1), 1)
}

function nested({ and, or, not }: EventFilter): EventFilter[] {
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]
}
