import type { ExpandText } from '../model/expansion.ts'
import type { EventFilter } from '../model/filter.ts'
import { parseRelevanceKey, type RelevancePlace, toRelevanceKey } from './relevance-key.ts'
import { searchSql } from './search-sql.ts'
import { searchedRefs } from './searched-refs.ts'
import { sortKeys } from './sort-key.ts'
import type { Db, EventPage, EventRef, PageKey } from './types.ts'

interface Search {
  filter: EventFilter
  /** What matches are measured by; it says something. */
  text: string
  limit: number
  after?: PageKey
  backward: boolean
}

interface Match {
  revision: number
  place: RelevancePlace
}

/** Matches that are ranked: measuring all of a frequent word's would read most of the database. */
export const mostRanked = 500
/** More than were published while somebody turned pages. */
const newSince = 100_000
/** Seconds in which a report loses to a newer one that answers the search e times worse: half a year. */
const recency = 15_552_000

/**
 * The newest 500 matches, best first; then the others, newest first: nothing is left out. Keys of a page remember
 * where the ranked ones end, so that what is published meanwhile does not move that place.
 */
export async function relevancePage(db: Db, search: Search, expand: ExpandText): Promise<EventPage> {
  const { limit, backward } = search
  const from = search.after ? parseRelevanceKey(search.after) : null
  const inTail = from !== null && 'publishedAt' in from.at
  const ranked = inTail && !backward ? null : await rankedMatches(db, search, from, expand)
  const end = ranked ? ranked.end : from!.end
  const tail = (count: number) => tailMatches(db, search, { from: inTail ? from : null, end, count }, expand)
  const list = (ranked?.matches ?? []).filter(({ place }) => !from || inTail || isPast(place, from, backward))
  if (backward) list.reverse()
  let matches: Match[]
  if (!backward) matches = [...list, ...(await tail(limit + 1 - list.length))]
  else if (from && !inTail) matches = list
  else matches = [...(await tail(limit + 1)), ...list]
  const refs = matches.slice(0, limit).map(toRef)
  return { refs: backward ? refs.reverse() : refs, hasMore: matches.length > limit }
}

/** All that are ranked, best first, and the last of them in the order of publication; null where there are no others. */
async function rankedMatches(
  db: Db,
  { filter, text }: Search,
  from: RelevancePlace | null,
  expand: ExpandText,
): Promise<{ matches: Match[]; end: PageKey | null }> {
  const list = { filter, order: sortKeys.PUBLISHED_DESC, descending: true }
  const known = from?.end ?? null
  const newest = from
    ? await searchedRefs(db, { ...list, limit: newSince, ...(known && { notBefore: known }) }, expand)
    : await searchedRefs(db, { ...list, limit: mostRanked + 1 }, expand)
  const end = from ? known : newest.length > mostRanked ? newest[mostRanked - 1]!.key : null
  const ids = (from ? newest : newest.slice(0, mostRanked)).map(({ id }) => id)
  const params: unknown[] = [ids]
  const rows = await db.query<{ id: string; revision: number; score: number }>(
    `SELECT e.id, e.revision, ${scoreSql(text, params, expand)} AS score FROM events e WHERE e.id = ANY($1::text[])
     ORDER BY score DESC, e.id DESC`,
    params,
  )
  const matches = rows.map(({ id, revision, score }) => ({ revision, place: { at: { score }, id, end } }))
  return { matches, end }
}

/** Depends on nothing but the event, so that it is the same on every page: no "now" in it. */
function scoreSql(text: string, params: unknown[], expand: ExpandText): string {
  const { stemmed, plain } = searchSql(text, (value) => `$${params.push(value)}`, expand)!
  const rank = `ts_rank_cd(e.search, CASE WHEN e.stemmed THEN ${stemmed} ELSE ${plain} END, 1)`
  return `(ln(1e-6 + ${rank}) + extract(epoch FROM e.published_at)::double precision / ${recency})`
}

/** Those behind the ranked, in the direction asked for. */
async function tailMatches(
  db: Db,
  { filter, backward }: Search,
  { from, end, count }: { from: RelevancePlace | null; end: PageKey | null; count: number },
  expand: ExpandText,
): Promise<Match[]> {
  if (!end || count <= 0) return []
  const at = from && 'publishedAt' in from.at ? { key: from.at.publishedAt, id: from.id } : undefined
  const list = { filter, order: sortKeys.PUBLISHED_DESC, limit: count }
  const refs = await searchedRefs(
    db,
    backward
      ? { ...list, descending: false, after: at, before: end }
      : { ...list, descending: true, after: at ?? end },
    expand,
  )
  return refs.map(({ id, revision, key }) => ({
    revision,
    place: { at: { publishedAt: key.key }, id, end },
  }))
}

function isPast(place: RelevancePlace, from: RelevancePlace, backward: boolean): boolean {
  const [a, b] = [scoreOf(place), scoreOf(from)]
  const behind = a < b || (a === b && place.id < from.id)
  return backward ? !behind && place.id !== from.id : behind
}

const scoreOf = ({ at }: RelevancePlace) => ('score' in at ? at.score : Number.NEGATIVE_INFINITY)

function toRef({ revision, place }: Match): EventRef {
  const { at, id } = place
  // Behind all scores, and the newer the higher.
  const rank = 'score' in at ? at.score : -1e6 + Date.parse(at.publishedAt) / 1e13
  return { id, revision, key: toRelevanceKey(place), rank }
}
