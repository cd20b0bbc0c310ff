import type { Webhook, WebhookDelivery } from '../model/webhook.ts'
import type { Db, Tx } from './types.ts'
import { createWebhookLeases, type WebhookLeases } from './webhook-leases.ts'
import { toWebhook, type WebhookRow, webhookColumns } from './webhook-row.ts'

export type NewWebhook = Omit<
  Webhook,
  'previousSecret' | 'previousSecretUntil' | 'attempts' | 'failingSince' | 'nextAttemptAt' | 'reason'
>

export type WebhookChanges = Partial<
  Pick<
    Webhook,
    | 'url'
    | 'description'
    | 'filter'
    | 'kinds'
    | 'secret'
    | 'previousSecret'
    | 'previousSecretUntil'
    | 'state'
    | 'reason'
    | 'position'
  >
>

export type NewDelivery = Omit<WebhookDelivery, 'id'>

export interface WebhookStore extends WebhookLeases {
  create(webhook: NewWebhook): Promise<Webhook>
  byId(id: string): Promise<Webhook | null>
  /** Oldest first; of one caller, or of all when null. */
  list(owner: string | null): Promise<Webhook[]>
  /**
   * Null where there is none. Whatever was found out about failures is forgotten, and a delivery under way is not
   * counted: it will be made again as the webhook is now.
   */
  change(id: string, changes: WebhookChanges): Promise<Webhook | null>
  /** With its deliveries; false where there is none. */
  remove(id: string): Promise<boolean>
  /** Calls back when webhooks may have changed; notices can be lost. */
  onChanged(callback: () => void): Promise<() => Promise<void>>
  /** Newest first; `after` is the id of the last one seen. */
  deliveries(id: string, page: { limit: number; after?: string | null }): Promise<WebhookDelivery[]>
  /** Forgets deliveries older than the instant. Returns how many. */
  prune(olderThan: string): Promise<number>
  /** Of a message that is no change of the log. */
  recordTest(delivery: NewDelivery): Promise<WebhookDelivery>
}

type DeliveryRow = Omit<WebhookDelivery, 'at'> & { at: Date }

const deliveryColumns = `id::text AS id, webhook_id AS "webhookId", message_id AS "messageId", seq, attempt, at,
  duration_ms AS "durationMs", status, error`

/** Column and type of each thing that may be changed. */
const changeable: Record<keyof WebhookChanges, [column: string, type: string]> = {
  url: ['url', 'text'],
  description: ['description', 'text'],
  filter: ['filter', 'jsonb'],
  kinds: ['kinds', 'text[]'],
  secret: ['secret', 'text'],
  previousSecret: ['previous_secret', 'text'],
  previousSecretUntil: ['previous_secret_until', 'timestamptz'],
  state: ['state', 'text'],
  reason: ['reason', 'text'],
  position: ['position', 'bigint'],
}

export function createWebhooks(db: Db, schema: string): WebhookStore {
  const channel = `bulletin_webhooks_${schema}`
  const select = async (where: string, params: unknown[]) =>
    (await db.query<WebhookRow>(`SELECT ${webhookColumns} FROM webhooks ${where}`, params)).map(toWebhook)
  const write = (sql: string, params: unknown[]) =>
    db.transaction(async (tx) => {
      const [row] = await tx.query<WebhookRow>(`${sql} RETURNING ${webhookColumns}`, params)
      if (row) await tx.query('SELECT pg_notify($1, $2)', [channel, row.id])
      return row ? toWebhook(row) : null
    })
  return {
    ...createWebhookLeases(db),
    create: async (webhook) => {
      const { id, url, description, filter, kinds, secret } = webhook
      const { owner, keyId, scope, createdAt, state, position } = webhook
      const made = await write(
        `INSERT INTO webhooks (id, url, description, filter, kinds, secret, owner, key_id, scope, created_at, state,
           position)
         VALUES ($1, $2, $3, $4::jsonb, $5::text[], $6, $7, $8, $9, $10::timestamptz, $11, $12::bigint)`,
        [
          ...[id, url, description, JSON.stringify(filter), kinds, secret],
          ...[owner, keyId, scope, createdAt, state, position],
        ],
      )
      return made!
    },
    byId: async (id) => (await select('WHERE id = $1', [id]))[0] ?? null,
    list: (owner) => select('WHERE $1::text IS NULL OR owner = $1 ORDER BY created_at, id', [owner]),
    change: (id, changes) => {
      const params: unknown[] = [id]
      const sets = (Object.keys(changes) as (keyof WebhookChanges)[]).map((name) => {
        const [column, type] = changeable[name]
        const value = name === 'filter' ? JSON.stringify(changes.filter) : changes[name]
        return `${column} = $${params.push(value ?? null)}::${type}`
      })
      const anew = [
        'attempts = 0',
        'failing_since = NULL',
        'next_attempt_at = NULL',
        'lease = NULL',
        'leased_until = NULL',
      ]
      return write(`UPDATE webhooks SET ${[...sets, ...anew].join(', ')} WHERE id = $1`, params)
    },
    remove: async (id) => (await write('DELETE FROM webhooks WHERE id = $1', [id])) !== null,
    onChanged: (callback) => db.listen(channel, callback),
    deliveries: async (id, { limit, after }) => {
      const rows = await db.query<DeliveryRow>(
        `SELECT ${deliveryColumns} FROM webhook_deliveries
         WHERE webhook_id = $1 AND ($3::bigint IS NULL OR id < $3::bigint) ORDER BY webhook_deliveries.id DESC LIMIT $2::integer`,
        [id, limit, after ?? null],
      )
      return rows.map(toDelivery)
    },
    async prune(olderThan) {
      const sql = 'DELETE FROM webhook_deliveries WHERE at < $1::timestamptz RETURNING 1'
      return (await db.query(sql, [olderThan])).length
    },
    recordTest: (delivery) => addDelivery(db, delivery).then((made) => made!),
  }
}

/** Null where the webhook is gone. */
export async function addDelivery(
  tx: Pick<Tx, 'query'>,
  { webhookId, messageId, seq, attempt, at, durationMs, status, error }: NewDelivery,
): Promise<WebhookDelivery | null> {
  const [row] = await tx.query<DeliveryRow>(
    `INSERT INTO webhook_deliveries (webhook_id, message_id, seq, attempt, at, duration_ms, status, error)
     SELECT id, $2, $3::bigint, $4::integer, $5::timestamptz, $6::integer, $7::integer, $8
     FROM webhooks WHERE id = $1 RETURNING ${deliveryColumns}`,
    [webhookId, messageId, seq, attempt, at, durationMs, status, error],
  )
  return row ? toDelivery(row) : null
}

function toDelivery({ at, ...row }: DeliveryRow): WebhookDelivery {
  return { ...row, at: at.toISOString() }
}
