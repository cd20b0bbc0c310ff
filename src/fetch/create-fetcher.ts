import { createHash } from 'node:crypto'
import type { SourceResponse } from '../connector/types.ts'
import { SourceUnreachable } from '../model/errors.ts'
import { decodeBody } from './charset.ts'
import { checkAnswer } from './check-answer.ts'
import { checkStatus } from './check-status.ts'
import { checkTarget } from './check-target.ts'
import { createDispatchers } from './dispatchers.ts'
import { type Answer, exchange, type Outgoing } from './exchange.ts'
import { followRedirects } from './follow-redirects.ts'
import { createHostGates } from './host-gates.ts'
import { asciiHost } from './host-name.ts'
import { openStream } from './open-stream.ts'
import { type FetcherOptions, toSettings } from './options.ts'
import { outgoingHeaders } from './outgoing-headers.ts'
import { createRetryPolicy } from './retry-policy.ts'
import { maxRobotsBytes } from './robots.ts'
import { createRobotsGate } from './robots-gate.ts'
import type { Fetcher, FetchOptions } from './types.ts'
import { userAgent } from './user-agent.ts'

/**
 * Builds the one door to the sites. Throws `BadInput` for settings that cannot be used (a CA file that is
 * not there); opens nothing until the first request.
 */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const settings = toSettings(options)
  const { limits, clock } = settings
  const dispatchers = createDispatchers({ ...options, limits })
  const gates = createHostGates(settings)
  const robots = createRobotsGate({ clock })
  const agent = userAgent(options.contact)
  const retries = { GET: createRetryPolicy('GET', settings), POST: createRetryPolicy('POST', settings) }

  /** One request with its redirects; each hop is checked, queued and counted at its own host. */
  function walk(first: Outgoing, fetch: FetchOptions, hopOptions: HopOptions): Promise<Answer> {
    const check = (address: string) => checkTarget(address, fetch.allowedHosts, dispatchers.isMapped)
    return followRedirects(first, {
      maxRedirects: limits.maxRedirects,
      check,
      async visit(hop) {
        if (options.robots !== false && !hopOptions.isRobots) await askRobots(hop.url, fetch)
        return gates.run(
          asciiHost(hop.url.hostname),
          async () => {
            const answer = await exchange(hop, {
              to: dispatchers.to,
              limits,
              signal: fetch.signal,
              wantsBody: hopOptions.wantsBody,
              truncateAt: hopOptions.isRobots ? maxRobotsBytes : undefined,
            })
            hopOptions.accept(answer)
            return answer
          },
          fetch.signal,
        )
      },
    })
  }

  function askRobots(url: URL, fetch: FetchOptions): Promise<void> {
    return robots(url, (robotsUrl) => {
      const headers = { 'user-agent': agent, accept: 'text/plain, */*;q=0.5', 'accept-encoding': 'identity' }
      return walk({ url: robotsUrl, method: 'GET', headers }, fetch, {
        isRobots: true,
        wantsBody: (status) => status >= 200 && status < 300,
        accept: (answer) => {
          // 4xx says that there is none; what passes by itself must be asked again.
          if (answer.status >= 500 || answer.status === 429)
            checkStatus(answer, { conditional: false, now: clock.now() })
        },
      })
    })
  }

  return {
    async fetch(request, fetch) {
      const { method = 'GET', allowStatus = [] } = request
      const url = checkTarget(request.url, fetch.allowedHosts, dispatchers.isMapped)
      url.hash = ''
      const headers = outgoingHeaders(request, { userAgent: agent, validators: fetch.validators })
      const conditional = 'if-none-match' in headers || 'if-modified-since' in headers
      try {
        const answer = await retries[method].execute(
          () =>
            walk({ url, method, headers, body: request.body }, fetch, {
              isRobots: false,
              wantsBody: (status) => (status >= 200 && status < 300) || allowStatus.includes(status),
              accept: (hop) => {
                if (!isRedirect(hop)) checkStatus(hop, { allowStatus, conditional, now: clock.now() })
              },
            }),
          fetch.signal,
        )
        return toResponse(request.url, answer)
      } catch (error) {
        if (error instanceof SourceUnreachable && error.reason === 'status' && error.retryAfterSeconds)
          gates.rest(asciiHost(url.hostname), error.retryAfterSeconds)
        throw error
      }

      function toResponse(requestedUrl: string, answer: Answer): SourceResponse {
        const contentType = answer.headers['content-type']
        const text = answer.bytes.length ? decodeBody(answer.bytes, contentType).text : ''
        if (answer.status >= 200 && answer.status < 300)
          checkAnswer(request.expect, { url: answer.url, contentType, text })
        return {
          requestedUrl,
          url: answer.url.href,
          status: answer.status,
          headers: answer.headers,
          text,
          bytes: answer.bytes,
          fetchedAt: clock.now().toISOString(),
          sha256: createHash('sha256').update(answer.bytes).digest('hex'),
          notModified: answer.status === 304,
        }
      }
    },
    async stream(request, { allowedHosts, idleMs, signal }) {
      const { method = 'GET', body } = request
      const url = checkTarget(request.url, allowedHosts, dispatchers.isMapped)
      url.hash = ''
      // Packed, events would wait for one another.
      const headers = {
        ...outgoingHeaders(request, { userAgent: agent }),
        'accept-encoding': 'identity',
      }
      const open = () =>
        openStream({ url, method, headers, body }, { to: dispatchers.to, idleMs, signal, now: clock.now() })
      return gates.run(asciiHost(url.hostname), open, signal)
    },
    [Symbol.asyncDispose]: () => dispatchers[Symbol.asyncDispose](),
  }
}

interface HopOptions {
  isRobots: boolean
  wantsBody(status: number): boolean
  /** Throws for an answer that is a failure of the host. */
  accept(answer: Answer): void
}

function isRedirect({ status, headers }: Answer): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined
}
