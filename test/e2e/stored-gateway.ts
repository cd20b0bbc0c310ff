import type { EventDraft } from '../../src/model/event.ts'
import { eventId } from '../../src/model/event-id.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'

export interface StoredGateway extends TestGateway<Store> {
  /** Statements the database was asked since this was last set. */
  statements: number
  commit(sourceId: string, drafts: EventDraft[]): Promise<unknown>
}

/** A gateway over a real, embedded store with thirty reports of Kazakhstan and one, the newest, of Tajikistan. */
export async function startStoredGateway(): Promise<StoredGateway> {
  const store = await openStore({ dataDir: 'memory://' })
  const gateway = await startGateway({ store })
  const stored: StoredGateway = {
    ...gateway,
    statements: 0,
    commit: (sourceId, drafts) => store.commit({ sourceId, drafts, at: '2025-04-09T10:00:00.000Z' }),
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
  const query = store.db.query
  store.db.query = (sql, params) => {
    // The follower of the log looks at its head whenever it likes.
    if (!sql.includes('FROM log')) stored.statements++
    return query.call(store.db, sql, params) as never
  }
  await stored.commit(
    'kz/polisia-ru',
    Array.from({ length: 30 }, (_, i) => draft(i + 1)),
  )
  await stored.commit('tj/akn', [
    draftAt('https://akn.tj/2025/04/05/khabar/', 31, {
      sourceId: 'tj/akn',
      country: 'TJ',
      title: 'Дастгир шуд',
      body: 'Дар Душанбе дастгир шуд.',
      language: 'tg',
    }),
  ])
  return stored
}

export function draft(number: number, changes: Partial<EventDraft> = {}): EventDraft {
  return draftAt(sampleEvent(number).url, number, changes)
}

export function draftAt(url: string, number: number, changes: Partial<EventDraft>): EventDraft {
  const { seq, revision, status, collectedAt, updatedAt, storyId, ...event } = sampleEvent(number)
  return { ...event, contentHash: `hash of ${url}`, id: eventId(url), url, ...changes }
}
