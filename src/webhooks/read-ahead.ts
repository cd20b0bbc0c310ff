import type { ChangeWithEvent } from '../model/change.ts'
import { filterPredicate, type PredicateOptions } from '../model/filter-predicate.ts'
import { asksForWords } from '../model/filter-shape.ts'
import type { Webhook } from '../model/webhook.ts'
import type { ChangeLog, ChangePage } from '../store/types.ts'

type Reader = Pick<Webhook, 'filter' | 'kinds'>

export interface ReadAhead {
  /** What a webhook wants of the log after a position, asked of the database. Throws `CursorExpired`. */
  history(webhook: Reader, after: number): Promise<ChangePage>
  /** The same for many near the head: what lies before them is read once for all. Null where `history` must tell. */
  recent(): (webhook: Reader, after: number) => Promise<ChangePage | null>
}

const historyLimit = 100
const recentLimit = 200

/** Filters of recent changes run in memory, as those of subscriptions do; words are left to the database. */
export function createReadAhead(log: ChangeLog, options: PredicateOptions): ReadAhead {
  return {
    history: ({ filter, kinds }, after) =>
      log.page({ after, limit: historyLimit, filter, kinds: kinds ?? undefined }),
    recent() {
      const pages = new Map<number, Promise<ChangePage>>()
      const pageAfter = (after: number) => {
        const page = pages.get(after) ?? log.page({ after, limit: recentLimit })
        pages.set(after, page)
        return page
      }
      return async ({ filter, kinds }, after) => {
        if (asksForWords(filter)) return null
        const page = await pageAfter(after)
        // Further back than a page the database passes over what a narrow filter does not want.
        if (page.hasMore) return null
        const matches = filterPredicate(filter, { ...options, anyStatus: true })
        const wants = ({ kind, event }: ChangeWithEvent) =>
          (kinds === null || kinds.includes(kind)) && matches(event)
        return { ...page, changes: page.changes.filter(wants) }
      }
    },
  }
}
