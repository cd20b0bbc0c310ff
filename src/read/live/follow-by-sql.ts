import type { ChangeWithEvent } from '../../model/change.ts'
import type { ChangeLog } from '../../store/types.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { ChangeRequest, Following } from './hub.ts'

const pageLimit = 200
const retryMs = 1000

/** Reads the log through the database's own filter whenever the feed has moved; for words, which memory cannot judge. */
export function followBySql(
  log: ChangeLog,
  feed: ChangeFeed,
  request: ChangeRequest,
  onChange: (change: ChangeWithEvent) => void,
): Following {
  let position = feed.position
  let reading = false
  let left = false

  async function wake(): Promise<void> {
    if (reading || left) return
    reading = true
    try {
      // The last look at the position and `reading = false` are one turn: no move falls between them.
      while (!left && position < feed.position) {
        const { filter, kinds } = request
        const page = await log.page({ after: position, limit: pageLimit, filter, kinds: kinds ?? undefined })
        position = page.position
        for (const change of page.changes) if (!left) onChange(change)
      }
    } catch {
      setTimeout(wake, retryMs).unref()
    }
    reading = false
  }

  const leave = feed.listen({ onChanges: () => void wake() })
  return {
    get position() {
      return position
    },
    stop() {
      left = true
      leave()
    },
  }
}
