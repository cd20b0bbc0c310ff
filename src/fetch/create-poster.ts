import { type Clock, systemClock } from '../model/clock.ts'
import { BadInput, RequestRefused, SourceUnreachable } from '../model/errors.ts'
import { checkTarget } from './check-target.ts'
import { createDispatchers } from './dispatchers.ts'
import { exchange } from './exchange.ts'
import type { Lookup } from './guarded-lookup.ts'
import { asciiHost } from './host-name.ts'
import { defaultLimits, type FetchLimits, type HostSettings } from './options.ts'
import { parseRetryAfter } from './retry-after.ts'
import type { Poster } from './types.ts'
import { userAgent } from './user-agent.ts'

export interface PosterOptions {
  contact?: string
  hosts?: Record<string, HostSettings>
  /** Hosts that may stand in a private network and be asked over plain HTTP; names or addresses, as written. */
  privateHosts?: string[]
  limits?: Partial<FetchLimits>
  clock?: Clock
  lookup?: Lookup
}

/** Short of the time a lease lasts: whoever waits for an answer still holds what it wrote for. */
const postLimits: FetchLimits = {
  ...defaultLimits,
  // Several receivers may live on one host, and the slow one must not hold up the others.
  connectionsPerHost: 256,
  headersTimeoutMs: 15_000,
  bodyTimeoutMs: 2_000,
  totalTimeoutMs: 15_000,
}

/** Sends to addresses that clients name: what it connects to is judged as for sources, at each connection. */
export function createPoster(options: PosterOptions = {}): Poster {
  const limits = { ...postLimits, ...options.limits }
  const { clock = systemClock } = options
  const privateHosts = new Set((options.privateHosts ?? []).map(asciiHost))
  const dispatchers = createDispatchers({ ...options, limits, privateHosts })
  const agent = userAgent(options.contact)

  function check(address: string): URL {
    const named = URL.parse(address)
    if (!named) throw new RequestRefused('This is not a web address.')
    const host = asciiHost(named.hostname)
    const own = privateHosts.has(host)
    if (named.protocol !== 'https:' && !(own && named.protocol === 'http:'))
      throw new RequestRefused('Only https addresses are sent to.')
    // A host of one's own may have any port and any address; its name is taken as it is written.
    return checkTarget(
      address,
      own ? [named.host, host] : [host],
      (each) => own || dispatchers.isMapped(each),
    )
  }

  return {
    check(address) {
      try {
        return check(address)
      } catch (error) {
        throw error instanceof RequestRefused ? new BadInput(error.message) : error
      }
    },
    async post({ url: address, headers, body, signal }) {
      const url = check(address)
      url.hash = ''
      const answer = await exchange(
        {
          url,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': agent, accept: '*/*', ...headers },
          body,
        },
        { to: dispatchers.to, limits, signal, wantsBody: () => false },
      )
      const retryAfterSeconds = parseRetryAfter(answer.headers['retry-after'], clock.now())
      return { status: answer.status, retryAfterSeconds }
    },
    [Symbol.asyncDispose]: () => dispatchers[Symbol.asyncDispose](),
  }
}

/** What may be told of a failure to whoever named the address: nothing of the network behind this gateway. */
export function explainPost(error: unknown): string {
  if (error instanceof RequestRefused)
    return /resolves to/.test(error.message)
      ? 'The name does not lead to the public Internet.'
      : error.message
  if (error instanceof SourceUnreachable) return error.message
  return 'It could not be sent.'
}
