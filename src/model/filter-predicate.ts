import { heaviestSeizure } from './counted-grams.ts'
import { BadInput } from './errors.ts'
import type { StoredEvent } from './event.ts'
import { eventRegions } from './event-regions.ts'
import { eventSubstances } from './event-substances.ts'
import type { EventFilter } from './filter.ts'
import { checkFilterSize, namesStatus } from './filter-shape.ts'
import { type Bound, rangeBounds } from './range-bounds.ts'
import { textPredicate } from './text-predicate.ts'

export type EventPredicate = (event: StoredEvent) => boolean

export interface PredicateOptions {
  /** Every ancestor of a substance, as handed to the store; none by default. */
  ancestors?: (substance: string) => string[]
  /** Decides `text`; by default `textPredicate`, which comes close to the database's search. */
  text?: (text: string) => EventPredicate
  /** Also WITHDRAWN events where the filter names no status, as the change log has it. */
  anyStatus?: boolean
}

/**
 * Compiles a filter to a test of one event in memory: the same answer as the store's SQL, `text` excepted, which is
 * an approximation there. Throws `BadInput` where the store would.
 */
export function filterPredicate(filter: EventFilter, options: PredicateOptions = {}): EventPredicate {
  checkFilterSize(filter)
  const tests = conditions(filter, options)
  if (!options.anyStatus && !namesStatus(filter)) tests.push(({ status }) => status === 'PUBLISHED')
  return every(tests)
}

/** One event against one filter; compile with `filterPredicate` where there are many. */
export function matches(filter: EventFilter, event: StoredEvent, options?: PredicateOptions): boolean {
  return filterPredicate(filter, options)(event)
}

function conditions(filter: EventFilter, options: PredicateOptions): EventPredicate[] {
  const { ancestors = () => [], text = textPredicate } = options
  const inner = (each: EventFilter) => every(conditions(each, options))
  const tests: (EventPredicate | null)[] = [
    filter.text == null ? null : text(filter.text),
    oneOf(filter.countries, ({ country }) => [country]),
    oneOf(filter.sources, ({ sourceId }) => [sourceId]),
    languages(filter.languages),
    oneOf(filter.categories, ({ understanding }) => understanding.categories.map(({ category }) => category)),
    oneOf(filter.substances, ({ understanding }) =>
      eventSubstances(understanding).flatMap((substance) => [substance, ...ancestors(substance)]),
    ),
    oneOf(filter.regions, ({ understanding }) => eventRegions(understanding)),
    ...rangeBounds(filter.published).map(publishedWithin),
    ...rangeBounds(filter.updated).map(updatedWithin),
    ...seqTests(filter.seq),
    minGrams(filter.minGrams),
    oneOf(filter.status, ({ status }) => [status]),
    filter.and ? and(filter.and.map(inner)) : null,
    filter.or ? or(filter.or.map(inner)) : null,
    filter.not ? not(inner(filter.not)) : null,
  ]
  return tests.filter((test) => test !== null)
}

function every(tests: EventPredicate[]): EventPredicate {
  return (event) => tests.every((test) => test(event))
}

/** Unlike `every`, an empty list matches nothing. */
function and(tests: EventPredicate[]): EventPredicate {
  return (event) => tests.length > 0 && tests.every((test) => test(event))
}

function or(tests: EventPredicate[]): EventPredicate {
  return (event) => tests.some((test) => test(event))
}

function not(test: EventPredicate): EventPredicate {
  return (event) => !test(event)
}

function oneOf(
  asked: readonly string[] | null | undefined,
  valuesOf: (event: StoredEvent) => string[],
): EventPredicate | null {
  if (asked == null) return null
  const set = new Set(asked)
  return (event) => valuesOf(event).some((value) => set.has(value))
}

function languages(asked: string[] | null | undefined): EventPredicate | null {
  if (asked == null) return null
  return ({ language }) => asked.some((range) => language === range || language.startsWith(`${range}-`))
}

/** Days are those the source counts. */
function publishedWithin({ side, instant, day }: Bound): EventPredicate {
  if (day === null) return ({ publishedAt }) => within(side, publishedAt, instant)
  return ({ publishedOn }) => (side === 'from' ? publishedOn >= day : publishedOn <= day)
}

function updatedWithin({ side, instant }: Bound): EventPredicate {
  return ({ updatedAt }) => within(side, updatedAt, instant)
}

function within(side: Bound['side'], value: string, bound: string): boolean {
  return side === 'from' ? Date.parse(value) >= Date.parse(bound) : Date.parse(value) < Date.parse(bound)
}

function seqTests(range: EventFilter['seq']): EventPredicate[] {
  return (['from', 'to'] as const).flatMap((side): EventPredicate[] => {
    const bound = range?.[side]
    if (bound == null) return []
    if (!Number.isSafeInteger(bound)) throw new BadInput(`seq.${side} must be a whole number.`)
    return [({ seq }) => (side === 'from' ? seq >= bound : seq < bound)]
  })
}

function minGrams(grams: number | null | undefined): EventPredicate | null {
  if (grams == null) return null
  if (!Number.isFinite(grams)) throw new BadInput('minGrams must be a number of grams.')
  return ({ understanding }) => {
    const heaviest = heaviestSeizure(understanding.quantities)
    return heaviest !== null && heaviest >= grams
  }
}
