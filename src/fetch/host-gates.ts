import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IPolicy,
  wrap,
} from 'cockatiel'
import { LRUCache } from 'lru-cache'
import { RequestRefused, SourceChanged, SourceUnreachable } from '../model/errors.ts'
import { unicodeHost } from './host-name.ts'
import type { FetchSettings } from './options.ts'

export interface HostGates {
  /** Runs `request` when the host may be asked, else throws `SourceUnreachable` without asking it. */
  run<T>(host: string, request: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /** The host asked to be left alone. */
  rest(host: string, seconds: number): void
}

interface Gate {
  policy: IPolicy
  restUntil: number
  lastFailure: string
}

/** Trouble of the host itself; a page that is missing or changed says nothing about the next one. */
const hostFaults = new Set(['dns', 'connect', 'tls', 'timeout', 'reset', 'protocol', 'status'])

/** For each host: so many requests at once, a pause after failures in a row, and the rest it asked for. */
export function createHostGates({ limits, clock, log }: FetchSettings): HostGates {
  const gates = new LRUCache<string, Gate>({ max: 1_000 })

  function create(host: string): Gate {
    const breaker = circuitBreaker(handleWhen(isHostFault), {
      halfOpenAfter: limits.breakMs,
      breaker: new ConsecutiveBreaker(limits.breakAfter),
    })
    const gate: Gate = {
      policy: wrap(bulkhead(limits.connectionsPerHost, limits.queuePerHost), breaker),
      restUntil: 0,
      lastFailure: '',
    }
    breaker.onFailure(({ reason }) => {
      if ('error' in reason && isHostFault(reason.error)) gate.lastFailure = reason.error.message
    })
    breaker.onBreak(() =>
      log.warn({ host, lastFailure: gate.lastFailure }, 'host left alone after failures in a row'),
    )
    gates.set(host, gate)
    return gate
  }

  return {
    async run(host, request, signal) {
      const gate = gates.get(host) ?? create(host)
      const waitMs = gate.restUntil - clock.now().getTime()
      const name = unicodeHost(host)
      if (waitMs > 0)
        throw new SourceUnreachable(
          `${name}: asked to be left alone for another ${Math.ceil(waitMs / 1000)} s (Retry-After).`,
          { reason: 'retry-after', retryAfterSeconds: Math.ceil(waitMs / 1000) },
        )
      try {
        return await gate.policy.execute(request, signal)
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          throw new SourceUnreachable(
            `${name}: left alone after ${limits.breakAfter} failures in a row. The last: ${gate.lastFailure}`,
            { reason: 'circuit-open', retryAfterSeconds: Math.ceil(limits.breakMs / 1000), cause: error },
          )
        if (error instanceof BulkheadRejectedError)
          throw new SourceUnreachable(`${name}: too many requests of ours are waiting for it already.`, {
            reason: 'busy',
            cause: error,
          })
        if (isOurs(error)) throw error
        throw new SourceUnreachable(`${name}: the request was given up by us.`, {
          reason: 'aborted',
          cause: error,
        })
      }
    },
    rest(host, seconds) {
      const gate = gates.get(host) ?? create(host)
      gate.restUntil = Math.max(gate.restUntil, clock.now().getTime() + seconds * 1000)
    },
  }
}

function isHostFault(error: unknown): error is SourceUnreachable {
  return error instanceof SourceUnreachable && hostFaults.has(error.reason)
}

function isOurs(error: unknown): boolean {
  return (
    error instanceof SourceUnreachable || error instanceof SourceChanged || error instanceof RequestRefused
  )
}
