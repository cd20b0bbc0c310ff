import type { Poster } from '../fetch/types.ts'
import type { ChangeWithEvent } from '../model/change.ts'
import type { Clock } from '../model/clock.ts'
import type { Webhook } from '../model/webhook.ts'
import type { Store } from '../store/types.ts'
import type { ChangeData } from './message.ts'

export interface CourierLimits {
  /** How long a worker that has died keeps others from its webhook; longer than one attempt may take. */
  leaseMs: number
  /** How often is looked for what is due, in case nobody tells. */
  pollMs: number
  /** Webhooks served at once by this process … */
  atOnce: number
  /** … and claimed in one statement. */
  claim: number
  /** Statements at once, so that queries keep most of the connections. */
  statements: number
  /** How long attempts under way may go on while the process stops. */
  drainMs: number
}

export const defaultCourierLimits: CourierLimits = {
  leaseMs: 30_000,
  pollMs: 1_000,
  atOnce: 256,
  claim: 64,
  statements: 3,
  drainMs: 2_000,
}

export interface CourierLog {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export interface CourierPorts {
  store: Pick<Store, 'changes' | 'webhooks'>
  poster: Pick<Poster, 'post'>
  /** A change as its message tells it, with the rights of the webhook's creator. */
  render(change: ChangeWithEvent, webhook: Webhook): Promise<ChangeData>
  /** Every broader concept of a substance. */
  ancestors(substance: string): string[]
  clock: Clock
  /** 0 ≤ n < 1; spreads retries. */
  random(): number
  log: CourierLog
  /** Whether webhooks that were made without a key go on. */
  withoutKey: boolean
  onAttempt?(outcome: 'delivered' | 'failed', seconds: number): void
  limits?: Partial<CourierLimits>
}
