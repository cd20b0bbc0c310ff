import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { Webhook } from '../model/webhook.ts'
import type { ChangePage } from '../store/types.ts'
import { type CourierPorts, defaultCourierLimits } from './courier-ports.ts'
import { createDelivery } from './deliver.ts'
import { createReadAhead } from './read-ahead.ts'

/** Delivers until disposed, which lets attempts under way finish for a moment. */
export type Courier = AsyncDisposable

interface Underway {
  id: string
  stop: AbortController
  done: Promise<void>
}

/**
 * Pushes the log to webhooks. Any number of couriers may share one database: each webhook is served by one of them
 * at a time, one message after the other, and no webhook waits for another.
 */
export async function createCourier(ports: CourierPorts): Promise<Courier> {
  const { store, clock, log, withoutKey } = ports
  const limits = { ...defaultCourierLimits, ...ports.limits }
  const statements = new PQueue({ concurrency: limits.statements })
  const ahead = createReadAhead(store.changes, { ancestors: ports.ancestors })
  const deliver = createDelivery({ ...ports, limits, statements, ahead })
  const underway = new Set<Underway>()
  let stopping = false
  let wanted = false
  let looking: Promise<void> | null = null

  function start(webhook: Webhook, lease: string, first: ChangePage | null): void {
    const stop = new AbortController()
    const done = deliver(webhook, { lease, first, signal: stop.signal, isStopping: () => stopping })
    const each = { id: webhook.id, stop, done }
    underway.add(each)
    // What came meanwhile is found by the next look.
    void done.finally(() => {
      underway.delete(each)
      wake()
    })
  }

  async function endRights(now: string): Promise<void> {
    for (const { id, owner, reason } of await store.webhooks.endRights({ now, withoutKey })) {
      log.warn({ webhook: id, owner, reason }, 'a webhook was disabled')
      for (const each of underway) if (each.id === id) each.stop.abort()
    }
  }

  async function look(): Promise<void> {
    const now = clock.now().toISOString()
    await endRights(now)
    const limit = Math.min(limits.claim, limits.atOnce - underway.size)
    if (limit <= 0) return
    const lease = randomUUID()
    const claimed = await store.webhooks.claim({ lease, leaseMs: limits.leaseMs, now, limit })
    if (claimed.length === limit) wanted = true
    const recent = ahead.recent()
    const passedBy: { id: string; position: number }[] = []
    for (const webhook of claimed) {
      // What cannot be read here is told by the delivery, which reads again.
      const page = await recent(webhook, webhook.position).catch(() => null)
      if (page && page.changes.length === 0) passedBy.push({ id: webhook.id, position: page.position })
      else start(webhook, lease, page)
    }
    if (passedBy.length > 0) await store.webhooks.release(lease, passedBy)
  }

  async function lookWhileWanted(): Promise<void> {
    while (wanted && !stopping) {
      wanted = false
      await look().catch((error) => log.warn({ err: error }, 'webhooks cannot be served now'))
    }
  }

  function wake(): void {
    wanted = true
    looking ??= lookWhileWanted().finally(() => {
      looking = null
      if (wanted && !stopping) wake()
    })
  }

  const unlisten = [await store.changes.onAppend(wake, limits.pollMs), await store.webhooks.onChanged(wake)]
  wake()

  async function close(): Promise<void> {
    stopping = true
    await Promise.all(unlisten.map((stop) => stop()))
    await looking
    const ended = Promise.all([...underway].map(({ done }) => done))
    await within(limits.drainMs, ended)
    for (const { stop } of underway) stop.abort()
    // A database that hangs must not hold up a shutdown.
    await within(1_000, ended)
  }

  let closing: Promise<void> | null = null
  return {
    [Symbol.asyncDispose]: () => {
      closing ??= close()
      return closing
    },
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, ms)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}
