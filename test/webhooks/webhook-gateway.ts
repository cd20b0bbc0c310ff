import { createPoster } from '../../src/fetch/index.ts'
import type { GatewayPorts } from '../../src/server/gateway.ts'
import type { Store } from '../../src/store/types.ts'
import type { CourierLimits } from '../../src/webhooks/courier-ports.ts'
import { type Answer, startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { numbered } from '../server/live/live-gateway.ts'
import { type DraftChanges, sampleDraft } from '../store/sample-draft.ts'

export interface TestClock {
  now(): Date
  aheadMs: number
}

export interface WebhookGateway extends TestGateway<Store> {
  clock: TestClock
  /** One commit with one event for each number. */
  add(numbers: number[], changes?: DraftChanges): Promise<void>
  withdraw(number: number): Promise<void>
  /** Makes a webhook; its id and secret. */
  hook(url: string, input?: object): Promise<{ id: string; secret: string }>
  mutate(field: string): Promise<Answer>
  webhook(id: string, fields: string): Promise<Answer['data']>
}

/** The clock runs, and a test may put it ahead. */
export function testClock(): TestClock {
  const clock: TestClock = { aheadMs: 0, now: () => new Date(Date.now() + clock.aheadMs) }
  return clock
}

/** A gateway that delivers to this machine. */
export async function startWebhookGateway(
  store: Store,
  limits: Partial<CourierLimits> = {},
  ports: Partial<GatewayPorts> = {},
): Promise<WebhookGateway> {
  const clock = testClock()
  const poster = createPoster({ privateHosts: ['127.0.0.1'], clock })
  const config = { host: '127.0.0.1', port: 0, ...ports.config, webhooks: { pollMs: 50, ...limits } }
  const gateway = await startGateway({ store, poster, clock, ...ports, config })
  const at = () => clock.now().toISOString()
  return {
    ...gateway,
    clock,
    async add(numbers, changes = {}) {
      const drafts = numbers.map((number) => numbered(number, changes))
      await store.commit({ sourceId: 'kz/sample', drafts, at: at() })
    },
    async withdraw(number) {
      const { id } = sampleDraft(numbered(number))
      const withdrawals = [{ eventId: id, reason: 'gone' }]
      await store.commit({ sourceId: 'kz/sample', drafts: [], withdrawals, at: at() })
    },
    async hook(url, input = {}) {
      const { data, errors } = await gateway.ask(
        'mutation ($input: WebhookInput!) { createWebhook(input: $input) { secret webhook { id } } }',
        { input: { url, ...input } },
      )
      if (errors) throw new Error(JSON.stringify(errors))
      return { id: data.createWebhook.webhook.id, secret: data.createWebhook.secret }
    },
    mutate: (field) => gateway.ask(`mutation { ${field} }`),
    webhook: async (id, fields) => (await gateway.ask(`{ webhook(id: "${id}") { ${fields} } }`)).data.webhook,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await poster[Symbol.asyncDispose]()
    },
  }
}
