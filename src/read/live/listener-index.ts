import type { ChangeWithEvent } from '../../model/change.ts'
import type { EventFilter } from '../../model/filter.ts'

/** Where a listener is filed: under the values its filter asks of one dimension, or under none. */
type Dimension = 'country' | 'source' | 'category'

/**
 * Finds the listeners a change may concern without asking each: one filed under Kazakhstan is not asked about
 * a change in Tajikistan. The full filter is still to be applied.
 */
export interface ListenerIndex<Listener> {
  add(filter: EventFilter, listener: Listener): () => void
  candidates(change: ChangeWithEvent): Iterable<Listener>
}

export function createListenerIndex<Listener>(): ListenerIndex<Listener> {
  const everywhere = new Set<Listener>()
  const filed = new Map<string, Set<Listener>>()

  function file(key: string, listener: Listener): void {
    const shelf = filed.get(key)
    if (shelf) shelf.add(listener)
    else filed.set(key, new Set([listener]))
  }

  function unfile(key: string, listener: Listener): void {
    const shelf = filed.get(key)
    shelf?.delete(listener)
    if (shelf?.size === 0) filed.delete(key)
  }

  return {
    add(filter, listener) {
      const keys = keysOf(filter)
      if (!keys) everywhere.add(listener)
      else for (const key of keys) file(key, listener)
      return () => {
        everywhere.delete(listener)
        for (const key of keys ?? []) unfile(key, listener)
      }
    },
    *candidates({ event }) {
      yield* everywhere
      // A listener is filed under one dimension, but may be so under several categories of one event.
      const seen = new Set<Listener>()
      for (const key of keysOfEvent(event))
        for (const listener of filed.get(key) ?? []) {
          if (seen.has(listener)) continue
          seen.add(listener)
          yield listener
        }
    },
  }
}

/** Null where the filter's own level asks nothing of an indexed dimension; an empty list where nothing can match. */
function keysOf({ sources, countries, categories }: EventFilter): string[] | null {
  if (sources) return sources.map((value) => keyOf('source', value))
  if (countries) return countries.map((value) => keyOf('country', value))
  if (categories) return categories.map((value) => keyOf('category', value))
  return null
}

function keysOfEvent(event: ChangeWithEvent['event']): string[] {
  return [
    keyOf('source', event.sourceId),
    keyOf('country', event.country),
    ...event.understanding.categories.map(({ category }) => keyOf('category', category)),
  ]
}

function keyOf(dimension: Dimension, value: string): string {
  return `${dimension} ${value}`
}
