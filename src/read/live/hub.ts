import type { ChangeKind, ChangeWithEvent } from '../../model/change.ts'
import type { CursorExpired } from '../../model/errors.ts'
import type { EventFilter } from '../../model/filter.ts'
import { filterPredicate, type PredicateOptions } from '../../model/filter-predicate.ts'
import { asksForWords } from '../../model/filter-shape.ts'
import type { ChangeLog, ChangePage } from '../../store/types.ts'
import type { ChangeFeed } from './change-feed.ts'
import { followBySql } from './follow-by-sql.ts'
import { createListenerIndex } from './listener-index.ts'

export interface ChangeRequest {
  /** As the store takes it. */
  filter: EventFilter
  kinds: ChangeKind[] | null
}

export interface Following {
  /** This follower was told everything it wants up to here. */
  readonly position: number
  stop(): void
}

/** Spreads the log to those who follow it, each with a filter. */
export interface Hub {
  readonly logId: string
  /** Everything up to here has been handed on. */
  readonly position: number
  head(): Promise<number>
  /** Resolves when there is a position to join at. */
  readonly ready: Promise<void>
  /** Throws `BadInput` and `CursorExpired` where `history` and `follow` would; reads next to nothing. */
  check(request: ChangeRequest, after: number | null): Promise<void>
  /** Throws `CursorExpired` where the log cannot be read on from `after`. */
  history(request: ChangeRequest & { after: number; limit: number }): Promise<ChangePage>
  /** From now on, in order. */
  follow(request: ChangeRequest, onChange: (change: ChangeWithEvent) => void): Following
  /** Called when followers were left without changes that the log no longer tells. */
  onLost(callback: (error: CursorExpired) => void): () => void
}

interface Listener {
  wants(change: ChangeWithEvent): boolean
  onChange(change: ChangeWithEvent): void
}

/**
 * Filters run in memory as compiled predicates; only a search for words is left to the database, whose word
 * forms and ranking memory does not have: such listeners read the log through SQL when it has grown.
 */
export function createHub(log: ChangeLog, feed: ChangeFeed, options: PredicateOptions = {}): Hub {
  const index = createListenerIndex<Listener>()
  feed.listen({
    onChanges(changes) {
      for (const change of changes)
        for (const listener of index.candidates(change)) if (listener.wants(change)) listener.onChange(change)
    },
  })
  return {
    logId: log.id,
    get position() {
      return feed.position
    },
    ready: feed.ready,
    head: () => log.head(),
    async check({ filter }, after) {
      filterPredicate(filter, options)
      if (after !== null) await log.entries(after, 1)
    },
    onLost: (onLost) => feed.listen({ onChanges() {}, onLost }),
    history: ({ filter, kinds, ...page }) => log.page({ ...page, filter, kinds: kinds ?? undefined }),
    follow(request, onChange) {
      if (asksForWords(request.filter)) return followBySql(log, feed, request, onChange)
      const matches = filterPredicate(request.filter, { ...options, anyStatus: true })
      const kinds = request.kinds && new Set(request.kinds)
      const wants = ({ kind, event }: ChangeWithEvent) => (kinds?.has(kind) ?? true) && matches(event)
      const stop = index.add(request.filter, { wants, onChange })
      return {
        stop,
        get position() {
          return feed.position
        },
      }
    },
  }
}
