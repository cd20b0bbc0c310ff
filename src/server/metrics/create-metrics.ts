import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Exchange } from '../exchange.ts'
import { methodOf, routeOf } from '../route-of.ts'

export interface Metrics {
  registry: Registry
  /** Measures the exchange to its end, under its route. */
  request(exchange: Exchange): void
  /** Measures a query to its end, under its name. */
  query(exchange: Exchange, name: string | null): void
  cacheRead(hits: number, misses: number): void
  /** An attempt to deliver to a webhook. */
  delivery(outcome: 'delivered' | 'failed', seconds: number): void
}

/** Clients choose names: past so many different ones all are `other`. */
const maxNames = 200

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

/** What this process counts by itself; figures of the database are asked when they are wanted. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'bulletin_http_request_duration_seconds',
    help: 'Requests from first byte to the end of the answer; streams last as long as they are followed.',
    labelNames: ['route', 'method', 'status'],
    buckets: seconds,
    registers,
  })
  const queries = new Histogram({
    name: 'bulletin_query_duration_seconds',
    help: 'GraphQL queries and mutations by the name of the operation.',
    labelNames: ['operation', 'status'],
    buckets: seconds,
    registers,
  })
  const cost = new Counter({
    name: 'bulletin_query_cost_points_total',
    help: 'Cost points of queries by the name of the operation.',
    labelNames: ['operation'],
    registers,
  })
  const cache = new Counter({
    name: 'bulletin_cache_reads_total',
    help: 'Keys asked of the cache.',
    labelNames: ['result'],
    registers,
  })
  const deliveries = new Histogram({
    name: 'bulletin_webhook_delivery_duration_seconds',
    help: 'Attempts to deliver to webhooks, by whether the receiver took the message.',
    labelNames: ['outcome'],
    buckets: seconds,
    registers,
  })
  const running = new Gauge({
    name: 'bulletin_http_requests_running',
    help: 'Requests under way.',
    registers,
  })
  const names = new Set<string>()

  function labelOf(name: string | null): string {
    if (name === null) return 'anonymous'
    if (!names.has(name) && names.size >= maxNames) return 'other'
    names.add(name)
    return name
  }

  return {
    registry,
    request({ request, response, path }) {
      const stop = requests.startTimer()
      running.inc()
      response.once('close', () => {
        running.dec()
        stop({ route: routeOf(path), method: methodOf(request.method), status: response.statusCode })
      })
    },
    query({ response }, name) {
      const operation = labelOf(name)
      const stop = queries.startTimer()
      response.once('close', () => {
        stop({ operation, status: response.statusCode })
        const points = Number(response.getHeader('x-query-cost'))
        if (points > 0) cost.inc({ operation }, points)
      })
    },
    cacheRead(hits, misses) {
      if (hits > 0) cache.inc({ result: 'hit' }, hits)
      if (misses > 0) cache.inc({ result: 'miss' }, misses)
    },
    delivery(outcome, duration) {
      deliveries.observe({ outcome }, duration)
    },
  }
}
