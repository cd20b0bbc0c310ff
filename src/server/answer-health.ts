import type { Store } from '../store/types.ts'
import { answerJson, type Exchange, type Step } from './exchange.ts'
import type { ServerLog } from './server-log.ts'

/**
 * `/healthz`: the process is alive. `/readyz`: it can answer queries; 503 with the reason while the database
 * does not answer in time or the gateway is stopping.
 */
export function answerHealth(ports: {
  store: Store
  log: ServerLog
  timeoutMs: number
  isStopping(): boolean
}): Step {
  return (exchange) => {
    if (exchange.path !== '/healthz' && exchange.path !== '/readyz') return false
    if (exchange.method !== 'GET' && exchange.method !== 'HEAD')
      return answerJson(exchange, 405, { status: 'error', reason: 'Use GET.' }, { allow: 'GET, HEAD' })
    if (exchange.path === '/healthz') return answerJson(exchange, 200, { status: 'ok' })
    return answerReady(exchange, ports)
  }
}

async function answerReady(
  exchange: Exchange,
  { store, log, timeoutMs, isStopping }: Parameters<typeof answerHealth>[0],
): Promise<true> {
  const unready = (reason: string) =>
    answerJson(exchange, 503, { status: 'unavailable', reason }, { 'retry-after': '5' })
  if (isStopping()) return unready('The gateway is stopping.')
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs)
  try {
    // A store that is open has its migrations behind it; what can be missing is its answer.
    const position = await Promise.race([store.changes.head(), late.promise])
    return answerJson(exchange, 200, { status: 'ok', position })
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer')
    return unready('The database does not answer.')
  } finally {
    clearTimeout(timer)
  }
}
