import type PQueue from 'p-queue'
import type { ChangeWithEvent } from '../model/change.ts'
import { CursorExpired } from '../model/errors.ts'
import type { Webhook } from '../model/webhook.ts'
import type { ChangePage } from '../store/types.ts'
import type { Standing } from '../store/webhook-leases.ts'
import type { CourierLimits, CourierPorts } from './courier-ports.ts'
import { changeMessage, messageId } from './message.ts'
import type { ReadAhead } from './read-ahead.ts'
import { standingAfter } from './retry-schedule.ts'
import { type Sent, sendMessage } from './send-message.ts'

export interface DeliveryPorts extends CourierPorts {
  limits: CourierLimits
  statements: PQueue
  ahead: ReadAhead
}

export interface Turn {
  lease: string
  /** What is next, where it was read already. */
  first: ChangePage | null
  /** Gives up the attempt under way. */
  signal: AbortSignal
  /** Asked before each attempt. */
  isStopping(): boolean
}

export type Deliver = (webhook: Webhook, turn: Turn) => Promise<void>

/** Delivers to one webhook what the log has for it, until the first failure. Never throws. */
export function createDelivery(ports: DeliveryPorts): Deliver {
  const { store, statements, ahead, clock, random, log, limits } = ports
  const ask = <T>(statement: () => Promise<T>) => statements.add(statement) as Promise<T>

  function send(webhook: Webhook, change: ChangeWithEvent, attempt: number, signal: AbortSignal) {
    const { seq } = change
    const write = async () => changeMessage(await ask(() => ports.render(change, webhook)))
    const onFault = (error: unknown) =>
      log.error({ err: error, webhook: webhook.id, seq }, 'a message could not be written')
    const envelope = { messageId: messageId(webhook.id, seq), seq, attempt, write, signal }
    return sendMessage(webhook, envelope, { ...ports, onFault })
  }

  /** False where the lease is gone. */
  function keep({ delivery }: Sent, lease: string, standing: Standing): Promise<boolean> {
    const { webhookId, durationMs, error } = delivery
    ports.onAttempt?.(error === null ? 'delivered' : 'failed', durationMs / 1000)
    if (standing.state === 'DISABLED')
      log.warn({ webhook: webhookId, reason: standing.reason }, 'a webhook was disabled')
    return ask(() => store.webhooks.record({ lease, leaseMs: limits.leaseMs }, delivery, standing))
  }

  async function run(webhook: Webhook, turn: Turn, onMove: (position: number) => void): Promise<void> {
    let standing: Standing = webhook
    let page = turn.first
    for (;;) {
      const { position } = standing
      page ??= await ask(() => ahead.history(webhook, position))
      for (const change of page.changes) {
        if (turn.isStopping()) return
        const sent = await send(webhook, change, standing.attempts + 1, turn.signal)
        standing = standingAfter(standing, change.seq, sent.outcome, { now: clock.now(), random })
        if (!(await keep(sent, turn.lease, standing))) return
        onMove(standing.position)
        if (sent.outcome.error !== null) return
      }
      standing = { ...standing, position: page.position }
      onMove(page.position)
      if (!page.hasMore) return
      page = null
    }
  }

  return async (webhook, turn) => {
    const { id } = webhook
    let { position } = webhook
    try {
      await run(webhook, turn, (moved) => {
        position = moved
      })
    } catch (error) {
      if (error instanceof CursorExpired) {
        const reason = `The log cannot be read on from its position: ${error.message}`
        log.warn({ webhook: id, reason }, 'a webhook was disabled')
        await ask(() => store.webhooks.disable(turn.lease, id, reason)).catch(() => {})
      } else if (!turn.signal.aborted) {
        // Not given back: the lease ends by itself, which is pause enough for whatever it was.
        log.warn({ err: error, webhook: id }, 'a webhook could not be served; it is tried again')
        return
      }
    }
    await ask(() => store.webhooks.release(turn.lease, [{ id, position }])).catch(() => {})
  }
}
