import type { Scope } from './access.ts'
import type { ChangeKind } from './change.ts'
import type { EventFilter } from './filter.ts'

/** DISABLED says why in `reason`, and starts again only when somebody resumes it. */
export type WebhookState = 'ACTIVE' | 'PAUSED' | 'DISABLED'

/** An address that changes of the log are pushed to, in its order. */
export interface Webhook {
  id: string
  url: string
  description: string | null
  /** In the store's words. */
  filter: EventFilter
  /** Null for all. */
  kinds: ChangeKind[] | null
  /** `whsec_` and 32 random bytes in Base64. */
  secret: string
  /** Signs as well until its time is over, so that receivers can change in peace. */
  previousSecret: string | null
  previousSecretUntil: string | null
  /** Id of the caller that made it, whose rights it has. */
  owner: string
  /** The key whose end ends it; null where it was made without one. */
  keyId: string | null
  scope: Scope
  createdAt: string
  state: WebhookState
  reason: string | null
  /** Everything up to here was taken by the receiver, or is none of its concern. */
  position: number
  /** Failed ones of the change that is next; 0 while all is well. */
  attempts: number
  failingSince: string | null
  /** Null for as soon as there is something. */
  nextAttemptAt: string | null
}

/** One attempt to deliver one message. */
export interface WebhookDelivery {
  id: string
  webhookId: string
  /** `webhook-id`: the same for every attempt at one change. */
  messageId: string
  /** Position of the change; null for a test. */
  seq: number | null
  /** From 1. */
  attempt: number
  at: string
  durationMs: number
  /** What the receiver answered; null where it did not. */
  status: number | null
  /** Null where it was taken. */
  error: string | null
}
