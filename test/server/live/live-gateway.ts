import { setImmediate as turn } from 'node:timers/promises'
import type { EventDraft } from '../../../src/model/event.ts'
import type { GatewayPorts } from '../../../src/server/gateway.ts'
import type { LiveLimits } from '../../../src/server/live/live-ports.ts'
import type { Store } from '../../../src/store/types.ts'
import { startGateway, type TestGateway } from '../../doubles/start-gateway.ts'
import { type DraftChanges, sampleDraft } from '../../store/sample-draft.ts'

export interface LiveGateway extends TestGateway<Store> {
  /** Commits one event in a transaction of its own; the number makes its address. */
  add(number: number, changes?: DraftChanges): Promise<void>
  commit(drafts: EventDraft[], withdrawals?: string[]): Promise<void>
  /** The log's end as a cursor, as a client learns it. */
  head(): Promise<string>
}

export async function startLiveGateway(
  store: Store,
  limits: Partial<LiveLimits> = {},
  ports: Partial<GatewayPorts> = {},
): Promise<LiveGateway> {
  const gateway = await startGateway({
    store,
    ...ports,
    config: { host: '127.0.0.1', port: 0, live: limits },
  })
  const at = new Date().toISOString()
  const commit = async (drafts: EventDraft[], withdrawals: string[] = []) => {
    const gone = withdrawals.map((eventId) => ({ eventId, reason: 'HTTP 410' }))
    await store.commit({ sourceId: 'kz/sample', drafts, withdrawals: gone, at })
    // The embedded database answers without letting go of the loop; sockets need their turn.
    await turn()
  }
  return {
    ...gateway,
    commit,
    add: (number, changes = {}) => commit([numbered(number, changes)]),
    head: async () => {
      const last = await gateway.ask(
        '{ eventChanges(filter: { sources: [] }, first: 1) { pageInfo { endCursor } } }',
      )
      return last.data.eventChanges.pageInfo.endCursor
    },
  }
}

export function numbered(number: number, changes: DraftChanges = {}): EventDraft {
  const url = `https://news.example/${number}`
  return sampleDraft({ url, title: `Сообщение ${number}`, body: `Изъято ${number} г героина.`, ...changes })
}
