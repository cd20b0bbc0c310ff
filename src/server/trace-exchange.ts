import { once } from 'node:events'
import { inSpan, isTracing } from '../trace/span.ts'
import type { Exchange } from './exchange.ts'
import { methodOf, routeOf } from './route-of.ts'

/** Asked every few seconds by machines, about nothing. */
const untold = ['/healthz', '/readyz', '/metrics']

/** One span from the request to the last byte of its answer, part of the caller's trace where it names one. */
export function traceExchange(exchange: Exchange, answer: () => Promise<void>): Promise<void> {
  if (!isTracing() || untold.includes(exchange.path)) return answer()
  const { id, path, request, response } = exchange
  const route = routeOf(path)
  const method = methodOf(request.method)
  const { traceparent } = request.headers
  return inSpan(
    () => ({
      name: `${method} ${route}`,
      kind: 'SERVER',
      attributes: { 'http.request.method': method, 'http.route': route, 'bulletin.request_id': id },
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    }),
    async (span) => {
      const closed = once(response, 'close')
      await answer()
      await closed
      span.set({ 'http.response.status_code': response.statusCode })
      if (response.statusCode >= 500) span.fail(String(response.statusCode))
    },
  )
}
