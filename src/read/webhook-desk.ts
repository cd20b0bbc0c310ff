import type { ChangeKind } from '../model/change.ts'
import { Unavailable } from '../model/errors.ts'
import type { EventFilter } from '../model/filter.ts'
import type { Webhook, WebhookDelivery } from '../model/webhook.ts'

/** Filters as clients write them. */
export interface WebhookRequest {
  url: string
  description?: string | null
  filter?: EventFilter | null
  kinds?: ChangeKind[] | null
  /** Cursor; null and the empty string mean now. */
  after?: string | null
}

/** What is absent stays as it is; null takes it away. */
export type WebhookUpdate = Partial<Omit<WebhookRequest, 'after' | 'url'>> & { url?: string | null }

/** What one caller may do with webhooks: with its own, and an operator with all. Those of others are not there. */
export interface WebhookDesk {
  list(): Promise<Webhook[]>
  find(id: string): Promise<Webhook | null>
  /** Changes of the log the webhook has not been taken past. */
  lag(webhook: Webhook): Promise<number>
  deliveries(webhook: Webhook, page: { limit: number; after?: string | null }): Promise<WebhookDelivery[]>
  /** Throws `BadInput` and `CursorExpired`. */
  create(request: WebhookRequest): Promise<Webhook>
  /** All of the following throw `NotFound`. */
  update(id: string, update: WebhookUpdate): Promise<Webhook>
  pause(id: string): Promise<Webhook>
  /** Throws `BadInput` where the rights of its creator have ended. */
  resume(id: string): Promise<Webhook>
  remove(id: string): Promise<Webhook>
  rotateSecret(id: string, keepPreviousHours: number): Promise<Webhook>
  /** Throws `CursorExpired`. */
  replay(id: string, after: string): Promise<Webhook>
  sendTest(id: string): Promise<WebhookDelivery>
}

/** Where nothing is delivered. */
export const closedWebhooks: WebhookDesk = {
  list: async () => [],
  find: async () => null,
  lag: refuse,
  deliveries: refuse,
  create: refuse,
  update: refuse,
  pause: refuse,
  resume: refuse,
  remove: refuse,
  rotateSecret: refuse,
  replay: refuse,
  sendTest: refuse,
}

async function refuse(): Promise<never> {
  throw new Unavailable('This gateway has no webhooks.')
}
