import type { Webhook } from '../model/webhook.ts'

type Instants = 'createdAt' | 'previousSecretUntil' | 'failingSince' | 'nextAttemptAt'
export type WebhookRow = Omit<Webhook, Instants> & Record<Instants, Date | null>

export const webhookColumns = [
  'id, url, description, filter, kinds, secret, previous_secret AS "previousSecret"',
  'previous_secret_until AS "previousSecretUntil", owner, key_id AS "keyId", scope, created_at AS "createdAt"',
  'state, reason, position, attempts, failing_since AS "failingSince", next_attempt_at AS "nextAttemptAt"',
].join(', ')

export function toWebhook(row: WebhookRow): Webhook {
  return {
    ...row,
    createdAt: row.createdAt!.toISOString(),
    previousSecretUntil: row.previousSecretUntil?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  }
}
