import { Gauge, Registry } from 'prom-client'
import { holds } from '../../model/access.ts'
import { Forbidden } from '../../model/errors.ts'
import { answer, type Step } from '../exchange.ts'
import { RequestError } from '../request-error.ts'
import type { ServerLog } from '../server-log.ts'
import type { Metrics } from './create-metrics.ts'
import type { StoreFigures } from './store-figures.ts'

export interface MetricsPorts {
  metrics: Metrics
  figures(): Promise<StoreFigures>
  /** Of this gateway at this moment, by the names of their metrics. */
  live(): { subscriptions: number; connections: number; position: number | null }
  log: ServerLog
}

/** `/metrics` in Prometheus's text format, for callers with the scope OPERATE. */
export function answerMetrics({ metrics, figures, live, log }: MetricsPorts): Step {
  return async (exchange) => {
    if (exchange.path !== '/metrics') return false
    if (exchange.method !== 'GET' && exchange.method !== 'HEAD')
      throw new RequestError('METHOD_NOT_ALLOWED', 'Use GET.', { allow: 'GET, HEAD' })
    if (!holds(exchange.caller, 'OPERATE'))
      throw new Forbidden('Metrics need a key with the scope operate: give it to Prometheus as bearer token.')
    const registry = new Registry()
    const gauge = gaugesOf(registry)
    const { subscriptions, connections, position } = live()
    gauge('bulletin_subscriptions', 'Subscriptions under way on this gateway.').set(subscriptions)
    gauge('bulletin_websocket_connections', 'WebSocket connections to this gateway.').set(connections)
    const up = gauge('bulletin_database_up', 'Whether the database answers.')
    try {
      fill(gauge, await figures(), position)
      up.set(1)
    } catch (error) {
      // What the process counts itself is wanted most when the database is gone.
      log.warn({ err: error }, 'metrics without those of the database')
      up.set(0)
    }
    const text = `${await metrics.registry.metrics()}\n${await registry.metrics()}`
    return answer(exchange, 200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }, text)
  }
}

type MakeGauge = (name: string, help: string, labelNames?: string[]) => Gauge

function gaugesOf(registry: Registry): MakeGauge {
  return (name, help, labelNames = []) => new Gauge({ name, help, labelNames, registers: [registry] })
}

function fill(gauge: MakeGauge, figures: StoreFigures, position: number | null): void {
  const { head, tail, health, polls, rejections, queue, webhooks, deliveries } = figures
  gauge('bulletin_log_head', 'Newest position of the change log.').set(head)
  gauge('bulletin_log_tail', 'Oldest position one can read on from.').set(tail)
  if (position !== null)
    gauge('bulletin_log_lag', 'Changes this gateway has not told its subscribers yet.').set(
      Math.max(0, head - position),
    )
  const time = (name: string, help: string) => {
    const each = gauge(`bulletin_source_${name}_timestamp_seconds`, help, ['source'])
    return (source: string, at: string | null | undefined) =>
      at && each.set({ source }, Date.parse(at) / 1000)
  }
  const success = time('last_success', 'When a source last answered as its connector expects.')
  const event = time('last_event', 'When a source last published an event.')
  const next = time('next_poll', 'When a source is polled next.')
  const status = gauge('bulletin_source_status', 'What is thought of a source now.', ['source', 'status'])
  for (const each of health) {
    success(each.sourceId, each.lastSuccessAt)
    event(each.sourceId, each.lastEventAt)
    next(each.sourceId, each.nextPollAt)
    status.set({ source: each.sourceId, status: each.status }, 1)
  }
  const visits = gauge('bulletin_polls_total', 'Polls of a source since the beginning.', [
    'source',
    'outcome',
  ])
  for (const { source, successes, failures } of polls) {
    visits.set({ source, outcome: 'success' }, successes)
    visits.set({ source, outcome: 'failure' }, failures)
  }
  const rejected = gauge('bulletin_rejections', 'Items kept that became no event.', ['source', 'reason'])
  for (const { source, reason, count } of rejections) rejected.set({ source, reason }, count)
  const jobs = gauge('bulletin_queue_jobs', 'Polls in the schedule by state.', ['state'])
  for (const { state, count } of queue) jobs.set({ state }, count)
  const hooks = gauge('bulletin_webhooks', 'Webhooks by state.', ['state'])
  for (const { state, count } of webhooks) hooks.set({ state }, count)
  gauge('bulletin_webhook_lag', 'Changes that the last of the active webhooks is behind the log.').set(
    deliveries.lag,
  )
  gauge('bulletin_webhooks_failing', 'Active webhooks whose receiver did not take the last message.').set(
    deliveries.failing,
  )
}
