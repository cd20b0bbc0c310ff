import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import { LRUCache } from 'lru-cache'
import { buildConnector, type Dispatcher, errors, Pool, ProxyAgent } from 'undici'
import { BadInput } from '../model/errors.ts'
import { guardedLookup, type Lookup, lookupWithSystem } from './guarded-lookup.ts'
import { asciiHost, unicodeHost } from './host-name.ts'
import type { FetchLimits, HostMap, HostSettings } from './options.ts'

export interface Dispatchers extends AsyncDisposable {
  /** The pool for this host, and the origin to name in its requests. */
  to(url: URL): { dispatcher: Dispatcher; origin: string }
  isMapped(host: string): boolean
}

export interface DispatchersOptions {
  limits: FetchLimits
  hosts?: Record<string, HostSettings>
  hostMap?: HostMap
  lookup?: Lookup
  /** ASCII names of hosts that may be in a private network. */
  privateHosts?: ReadonlySet<string>
}

/** Hosts whose connections are kept; more than there are sources. */
const maxPools = 512

/** Reads every CA file at once: a missing one is a `BadInput` at start, not a puzzling failure at night. */
export function createDispatchers(options: DispatchersOptions): Dispatchers {
  const { limits } = options
  const mapped = new Map(entries(options.hostMap))
  const settings = new Map(entries(options.hosts).map(([host, given]) => [host, readSettings(host, given)]))
  const closing = new Set<Promise<void>>()
  const pools = new LRUCache<string, Dispatcher>({
    max: maxPools,
    dispose: (pool) => {
      const closed = pool.close().catch(() => {})
      closing.add(closed)
      closed.finally(() => closing.delete(closed))
    },
  })
  const common = {
    connections: limits.connectionsPerHost,
    pipelining: 1,
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    maxHeaderSize: 64 * 1024,
    keepAliveTimeout: 10_000,
    allowH2: false,
  }
  const connectLimits = { timeout: limits.connectTimeoutMs, allowH2: false }

  function create(origin: string, host: string): Dispatcher {
    const place = mapped.get(host)
    const { ca, proxy } = settingsOf(host, settings)
    if (place) {
      const connect = buildConnector({ ...connectLimits, ca })
      return new Pool(origin, {
        ...common,
        connect: (target, done) =>
          connect({ ...target, hostname: place.address, port: String(place.port), servername: host }, done),
      })
    }
    if (proxy)
      return new ProxyAgent({
        ...common,
        uri: proxy,
        requestTls: { ...connectLimits, ca },
        proxyTls: connectLimits,
      })
    const lookup = options.privateHosts?.has(host)
      ? undefined
      : guardedLookup(options.lookup ?? lookupWithSystem)
    return new Pool(origin, { ...common, connect: { ...connectLimits, ca, lookup } })
  }

  let isClosed = false
  return {
    to(url) {
      // Requests that waited in a queue must not open new connections behind the back of dispose.
      if (isClosed) throw new errors.ClientClosedError()
      const host = asciiHost(url.hostname)
      const place = mapped.get(host)
      const origin = place && !place.tls ? `http://${host}` : url.origin
      let dispatcher = pools.get(origin)
      if (!dispatcher) {
        dispatcher = create(origin, host)
        pools.set(origin, dispatcher)
      }
      return { dispatcher, origin }
    },
    isMapped: (host) => mapped.has(host),
    async [Symbol.asyncDispose]() {
      isClosed = true
      await Promise.allSettled([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
      await Promise.allSettled(closing)
    },
  }
}

function entries<T>(byHost: Record<string, T> = {}): [string, T][] {
  return Object.entries(byHost).map(([host, value]) => [asciiHost(host), value])
}

interface ReadSettings {
  ca?: string[]
  proxy?: string
}

function readSettings(host: string, { caFile, proxy }: HostSettings): ReadSettings {
  if (proxy && !/^(?:https?|socks5):\/\/.+/.test(proxy))
    throw new BadInput(
      `Proxy of ${unicodeHost(host)}: "${proxy}" is not an address such as http://proxy:3128.`,
    )
  if (!caFile) return { proxy }
  try {
    const extra = readFileSync(caFile, 'utf8')
    if (!extra.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no PEM certificate')
    return { proxy, ca: [...getCACertificates('default'), extra] }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new BadInput(`CA file of ${unicodeHost(host)}, ${caFile}, cannot be used: ${why}`)
  }
}

/** Of the host itself or the nearest domain above it: мвд.рф speaks for 16.мвд.рф. */
function settingsOf(host: string, settings: Map<string, ReadSettings>): ReadSettings {
  for (let name = host; name; name = name.slice(name.indexOf('.') + 1)) {
    const found = settings.get(name)
    if (found || !name.includes('.')) return found ?? {}
  }
  return {}
}
