import type { ChangeWithEvent } from '../../src/model/change.ts'
import type { StoredEvent } from '../../src/model/event.ts'
import type { EventFilter, EventOrder } from '../../src/model/filter.ts'
import { namesStatus } from '../../src/model/filter-shape.ts'
import type { RunRecord, SourceHealth } from '../../src/model/source.ts'
import type { EventRef, PageKey, Store } from '../../src/store/types.ts'

export interface MemoryStore extends Store {
  /** Calls of the read side by name, for tests that count statements. */
  calls: Map<string, number>
  add(...events: StoredEvent[]): void
  healths: SourceHealth[]
  runRecords: RunRecord[]
  visits: { sourceId: string; day: string; successes: number; failures: number }[]
}

type ReadSide = Omit<MemoryStore, 'runs' | 'rejections' | 'apiKeys'>

/** The read side of a store, over arrays; for tests of the rooms above it. */
export function createMemoryStore(): MemoryStore {
  const events: StoredEvent[] = []
  const changes: ChangeWithEvent[] = []
  const listeners = new Set<() => void>()
  const calls = new Map<string, number>()
  const healths: SourceHealth[] = []
  const runRecords: RunRecord[] = []
  const visits: MemoryStore['visits'] = []
  let writes = 0
  const count = (name: string) => calls.set(name, (calls.get(name) ?? 0) + 1)
  const counted = <T>(name: string, result: T): T => {
    count(name)
    return result
  }
  const find = (by: 'id' | 'url', keys: string[]) =>
    keys.map((key) => events.find((event) => event[by] === key) ?? null)

  const store = {
    calls,
    healths,
    runRecords,
    visits,
    add(...added: StoredEvent[]) {
      for (const event of added) {
        events.push(event)
        const { seq, id: eventId, revision, updatedAt: at } = event
        changes.push({ seq, kind: 'ADDED', at, eventId, revision, event })
      }
      for (const wake of listeners) wake()
    },
    events: {
      byIds: async (ids) => counted('byIds', find('id', ids)),
      byUrls: async (urls) => counted('byUrls', find('url', urls)),
      page: async ({ filter, orderBy = 'PUBLISHED_DESC', limit, after, backward }) => {
        count('page')
        const sorted = refs(
          events.filter((event) => isListed(event, filter)),
          orderBy,
        )
        if (backward) sorted.reverse()
        const start = after ? sorted.findIndex((ref) => ref.id === after.id) + 1 : 0
        const page = sorted.slice(start, start + limit)
        return { refs: backward ? page.reverse() : page, hasMore: start + limit < sorted.length }
      },
      count: async (filter) => counted('count', events.filter((event) => isListed(event, filter)).length),
      stats: async ({ filter, by }) => {
        count('stats')
        const groups = Map.groupBy(
          events.filter((event) => matches(event, filter)),
          (event) => (by.includes('COUNTRY') ? event.country : ''),
        )
        return [...groups].map(([COUNTRY, { length }]) => ({
          keys: by.includes('COUNTRY') ? { COUNTRY } : {},
          periodStart: null,
          events: length,
          stories: length,
          grams: 0,
          min: null,
          max: null,
        }))
      },
      quantities: async ({ filter, limit, after }) => {
        const rows = refs(
          events.filter((event) => matches(event, filter)),
          'PUBLISHED_DESC',
        ).flatMap(({ id, key }) => {
          const event = events.find((each) => each.id === id)!
          return event.understanding.quantities.map((quantity, ordinal) => ({
            ...quantity,
            eventId: id,
            ordinal,
            publishedAt: event.publishedAt,
            country: event.country,
            region: event.understanding.region,
            key: { key: key.key, id: `${id}/${ordinal}` },
          }))
        })
        const start = after ? rows.findIndex((row) => row.key.id === after.id) + 1 : 0
        return { rows: rows.slice(start, start + limit), hasMore: start + limit < rows.length }
      },
      revisions: async (ids) =>
        counted(
          'revisions',
          ids.map(() => []),
        ),
      stories: async (ids) =>
        counted(
          'stories',
          ids.map((id) => events.filter((event) => event.storyId === id).map((event) => event.id)),
        ),
      confirm: async () => {},
      storyCandidates: async () => [],
    },
    changes: {
      id: 'testlog',
      head: async () => changes.at(-1)?.seq ?? 0,
      // What tests put into the arrays by hand is never the same twice.
      version: async () => ({ head: changes.at(-1)?.seq ?? 0, writes: ++writes }),
      tail: async () => 0,
      page: async ({ after, limit, filter, kinds }) => {
        const later = changes.filter((change) => change.seq > after)
        const read = later.slice(0, limit)
        return {
          changes: read.filter(
            (change) => matches(change.event, filter) && (!kinds || kinds.includes(change.kind)),
          ),
          position: read.at(-1)?.seq ?? after,
          hasMore: later.length > read.length,
        }
      },
      entries: async (after, limit) => changes.filter((change) => change.seq > after).slice(0, limit),
      prune: async () => 0,
      onAppend: async (callback) => {
        listeners.add(callback)
        return async () => void listeners.delete(callback)
      },
    },
    learnedSources: { byIds: async (ids: string[]) => ids.map(() => null) },
    health: { all: async () => counted('health', healths), record: async () => {} },
    runs: {
      recentOf: async (ids: string[], limit: number) => {
        count('recentOf')
        return ids.map((id) => runRecords.filter((run) => run.sourceId === id).slice(0, limit))
      },
    },
    rejections: {
      counts: async (ids: string[]) =>
        counted(
          'counts',
          ids.map(() => 0),
        ),
    },
    apiKeys: { onRevoked: async () => async () => {}, byIds: async () => [], findBySecret: async () => null },
    audit: { begin: async () => '1', end: async () => {}, page: async () => [] },
    coverage: async (from, to) =>
      counted(
        'coverage',
        visits.filter(({ day }) => from <= day && day <= to),
      ),
    [Symbol.asyncDispose]: async () => {},
  } satisfies Partial<ReadSide> & Record<'runs' | 'rejections' | 'apiKeys', object>
  return store as unknown as MemoryStore
}

/** Withdrawn ones only where the filter asks for them. */
function isListed(event: StoredEvent, filter: EventFilter | undefined): boolean {
  return matches(event, filter) && (event.status === 'PUBLISHED' || namesStatus(filter ?? {}))
}

function matches(event: StoredEvent, filter: EventFilter | undefined): boolean {
  const { text, countries, sources, languages, categories, status, published, and, or, not } = filter ?? {}
  const day = (value: string) => value.slice(0, 10)
  return (
    (!text || `${event.title} ${event.body}`.includes(text)) &&
    (!countries || countries.includes(event.country)) &&
    (!sources || sources.includes(event.sourceId)) &&
    (!languages || languages.includes(event.language)) &&
    (!categories || event.understanding.categories.some(({ category }) => categories.includes(category))) &&
    (!status || status.includes(event.status)) &&
    (!published?.from || event.publishedOn >= day(published.from)) &&
    (!published?.to || event.publishedOn <= day(published.to)) &&
    (!and || and.every((each) => matches(event, each))) &&
    (!or || or.some((each) => matches(event, each))) &&
    (!not || !matches(event, not))
  )
}

function refs(events: StoredEvent[], order: EventOrder): EventRef[] {
  const [column, direction] = order.split('_')
  const sign = direction === 'ASC' ? 1 : -1
  const keyOf = (event: StoredEvent): string =>
    column === 'SEQ' ? String(event.seq) : column === 'UPDATED' ? event.updatedAt : event.publishedAt
  const compare = (a: PageKey, b: PageKey) =>
    a.key.localeCompare(b.key, 'en', { numeric: true }) || a.id.localeCompare(b.id)
  return events
    .map((event) => ({ id: event.id, revision: event.revision, key: { key: keyOf(event), id: event.id } }))
    .sort((a, b) => sign * compare(a.key, b.key))
}
