import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { toCursor } from '../src/model/cursor.ts'
import { BadInput } from '../src/model/errors.ts'
import type { Webhook } from '../src/model/webhook.ts'

export default {
  Query: {
    webhooks: (_, __, { webhooks }) => webhooks.list(),
    webhook: (_, { id }, { webhooks }) => webhooks.find(id),
  },
  Mutation: {
    createWebhook: async (_, { input }, { webhooks }) => issued(await webhooks.create(input)),
    updateWebhook: (_, { id, input }, { webhooks }) => webhooks.update(id, input),
    pauseWebhook: (_, { id }, { webhooks }) => webhooks.pause(id),
    resumeWebhook: (_, { id }, { webhooks }) => webhooks.resume(id),
    deleteWebhook: (_, { id }, { webhooks }) => webhooks.remove(id),
    rotateWebhookSecret: async (_, { id, keepPreviousHours }, { webhooks }) =>
      issued(await webhooks.rotateSecret(id, keepPreviousHours)),
    replayWebhook: (_, { id, after }, { webhooks }) => webhooks.replay(id, after),
    sendTestWebhook: (_, { id }, { webhooks }) => webhooks.sendTest(id),
  },
  Webhook: {
    filter: ({ filter }) => JSON.stringify(filter, (_, value) => value ?? undefined),
    cursor: ({ position }, _, { logId }) => toCursor({ log: logId, seq: position }),
    lag: (webhook, _, { webhooks }) => webhooks.lag(webhook),
    deliveries: (webhook, { first, after }, { webhooks }) =>
      webhooks.deliveries(webhook, { limit: toLimit(first ?? 50), after: toPosition(after) }),
  },
  WebhookDelivery: {
    delivered: ({ error }) => error === null,
  },
} satisfies Resolvers

function issued(webhook: Webhook): { webhook: Webhook; secret: string } {
  return { webhook, secret: webhook.secret }
}

function toLimit(first: number): number {
  if (first >= 1 && first <= 1_000) return first
  throw new BadInput('`first` is a number from 1 to 1,000.')
}

function toPosition(after: string | null | undefined): string | null {
  if (after == null || /^\d{1,18}$/.test(after)) return after ?? null
  throw new BadInput('`after` is the `id` of a delivery.')
}
