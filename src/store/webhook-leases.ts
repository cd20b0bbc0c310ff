import type { Webhook } from '../model/webhook.ts'
import type { Db } from './types.ts'
import { toWebhook, type WebhookRow, webhookColumns } from './webhook-row.ts'
import { addDelivery, type NewDelivery } from './webhooks.ts'

/** Where a webhook stands after an attempt. */
export type Standing = Pick<
  Webhook,
  'position' | 'attempts' | 'failingSince' | 'nextAttemptAt' | 'state' | 'reason'
>

/**
 * One worker a webhook at a time, whichever process it runs in. A lease that is not renewed ends by the database's
 * own clock, and whoever held it can no longer write.
 */
export interface WebhookLeases {
  /** Leases active webhooks that the log has moved past and whose time has come, those served longest ago first. */
  claim(request: { lease: string; leaseMs: number; now: string; limit: number }): Promise<Webhook[]>
  /**
   * Keeps what came of an attempt and renews the lease, in one transaction. False where the lease is gone: then the
   * attempt is only noted.
   */
  record(
    lease: { lease: string; leaseMs: number },
    delivery: NewDelivery,
    standing: Standing,
  ): Promise<boolean>
  /** Gives webhooks back, each at the position it was looked through to. */
  release(lease: string, positions: { id: string; position: number }[]): Promise<void>
  /** Gives one back, for good: it will not be claimed until somebody resumes it. */
  disable(lease: string, id: string, reason: string): Promise<void>
  /** Disables those whose creator has lost its rights; returns them. */
  endRights(request: { now: string; withoutKey: boolean }): Promise<Webhook[]>
}

/** Longest that anything waits for its next attempt: what lies further off was planned by a clock that was wrong. */
const longestWait = '25 hours'

export function createWebhookLeases(db: Db): WebhookLeases {
  return {
    async claim({ lease, leaseMs, now, limit }) {
      const rows = await db.query<WebhookRow>(
        `WITH due AS (
           SELECT w.id AS due_id FROM webhooks w CROSS JOIN log
           WHERE w.state = 'ACTIVE' AND w.position <> log.head
             AND (w.lease IS NULL OR w.leased_until < now())
             AND (w.next_attempt_at IS NULL OR w.next_attempt_at <= $3::timestamptz
                  OR w.next_attempt_at > $3::timestamptz + interval '${longestWait}')
           ORDER BY w.leased_until NULLS FIRST, w.id LIMIT $4::integer FOR UPDATE OF w SKIP LOCKED)
         UPDATE webhooks SET lease = $1, leased_until = now() + $2::integer * interval '1 ms'
         FROM due WHERE id = due_id RETURNING ${webhookColumns}`,
        [lease, leaseMs, now, limit],
      )
      return rows.map(toWebhook)
    },
    record: ({ lease, leaseMs }, delivery, standing) =>
      db.transaction(async (tx) => {
        const { position, attempts, failingSince, nextAttemptAt, state, reason } = standing
        const held = await tx.query(
          `UPDATE webhooks SET position = $3::bigint, attempts = $4::integer, failing_since = $5::timestamptz,
             next_attempt_at = $6::timestamptz, state = $7, reason = $8,
             leased_until = now() + $9::integer * interval '1 ms'
           WHERE id = $1 AND lease = $2 RETURNING 1`,
          [
            ...[delivery.webhookId, lease, position, attempts, failingSince, nextAttemptAt],
            ...[state, reason, leaseMs],
          ],
        )
        await addDelivery(tx, delivery)
        return held.length > 0
      }),
    async release(lease, positions) {
      await db.query(
        `UPDATE webhooks w SET position = given.position, lease = NULL, leased_until = now()
         FROM unnest($2::text[], $3::bigint[]) AS given (id, position) WHERE w.id = given.id AND w.lease = $1`,
        [lease, positions.map(({ id }) => id), positions.map(({ position }) => position)],
      )
    },
    async disable(lease, id, reason) {
      await db.query(
        `UPDATE webhooks SET state = 'DISABLED', reason = $3, lease = NULL, leased_until = NULL
         WHERE id = $1 AND lease = $2`,
        [id, lease, reason],
      )
    },
    async endRights({ now, withoutKey }) {
      const rows = await db.query<WebhookRow>(
        `UPDATE webhooks w SET state = 'DISABLED', lease = NULL, leased_until = NULL,
           reason = CASE WHEN key_id IS NULL THEN 'It was made without a key, and this gateway asks for one.'
             WHEN EXISTS (SELECT FROM api_keys k WHERE k.id = w.key_id AND k.revoked_at IS NULL)
             THEN 'The key that made it has expired.' ELSE 'The key that made it was revoked.' END
         WHERE state <> 'DISABLED' AND CASE WHEN key_id IS NULL THEN NOT $2::boolean
           ELSE NOT EXISTS (SELECT FROM api_keys k WHERE k.id = w.key_id AND k.revoked_at IS NULL
             AND (k.expires_at IS NULL OR k.expires_at > $1::timestamptz)) END
         RETURNING ${webhookColumns}`,
        [now, withoutKey],
      )
      return rows.map(toWebhook)
    },
  }
}
