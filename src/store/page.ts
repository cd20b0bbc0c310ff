import { BadInput } from '../model/errors.ts'
import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter } from '../model/filter.ts'
import { checkFilterSize } from '../model/filter-shape.ts'
import { planSearch } from '../model/plan-search.ts'
import { orderedRefs } from './ordered-refs.ts'
import { relevancePage } from './relevance-page.ts'
import { searchedRefs } from './searched-refs.ts'
import { sortKeys } from './sort-key.ts'
import type { Db, EventPage, PageRequest } from './types.ts'

const maxPage = 5000

/**
 * Ids and revisions of one page, by keyset: what is inserted meanwhile moves nothing. RELEVANCE without a text to
 * be relevant to is PUBLISHED_DESC.
 */
export async function page(db: Db, request: PageRequest, expand: ExpandText): Promise<EventPage> {
  const { filter = {}, orderBy = 'PUBLISHED_DESC', limit, after, backward = false } = request
  checkLimit(limit)
  checkFilterSize(filter)
  const text = searchedText(filter, expand)
  if (orderBy === 'RELEVANCE' && text !== null)
    return relevancePage(db, { filter, text, limit, after, backward }, expand)
  const order = sortKeys[orderBy === 'RELEVANCE' ? 'PUBLISHED_DESC' : orderBy]
  const list = {
    ...{ filter, order, after, limit: limit + 1 },
    descending: order.descending !== backward,
  }
  const inWindows = text !== null && order.sql === 'e.published_at'
  const refs = await (inWindows ? searchedRefs : orderedRefs)(db, list, expand)
  const hasMore = refs.length > limit
  refs.splice(limit)
  return { refs: backward ? refs.reverse() : refs, hasMore }
}

/** Throws `BadInput` unless 0 ≤ limit ≤ 5,000. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 0 || limit > maxPage)
    throw new BadInput(`A page holds 0 to ${maxPage} entries, not ${limit}.`)
}

/** The text a match is measured by: the filter's own, or one that must hold as well. Null where nothing is searched. */
function searchedText({ text, and }: EventFilter, expand: ExpandText): string | null {
  if (text != null && planSearch(text, expand)) return text
  for (const inner of and ?? []) {
    const found = searchedText(inner, expand)
    if (found !== null) return found
  }
  return null
}
