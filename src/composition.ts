import { createCache } from './cache/index.ts'
import { type Config, storeHome } from './config.ts'
import { canonicalUrl } from './connector/canonical-url.ts'
import type { Source } from './connector/types.ts'
import { createFetcher, createPoster } from './fetch/index.ts'
import { createFetchItems, createPoller, createReadingPool, type Ports, toPeer } from './ingest/index.ts'
import type { createLog } from './log.ts'
import { systemClock } from './model/clock.ts'
import { createTranslator } from './read/translate/create-translator.ts'
import { pickPolled, unpolled } from './registry/pick-polled.ts'
import { loadRegistry } from './registry.ts'
import { importedDocuments } from './release/imported-source.ts'
import { createGateway } from './server/gateway.ts'
import { countCache } from './server/metrics/count-cache.ts'
import { createMetrics } from './server/metrics/create-metrics.ts'
import { openStore } from './store/index.ts'
import { openDb } from './store/open-db.ts'
import type { Store } from './store/types.ts'
import { traceCache } from './trace/trace-cache.ts'
import { traceDb } from './trace/trace-db.ts'
import { traceFetcher } from './trace/trace-fetcher.ts'
import { expandText, parseDate, understand } from './understand/index.ts'
import { regionsByCode } from './understand/places/gazetteer.ts'
import { lineage, vocabulary } from './understand/substances/vocabulary.ts'

export type Log = ReturnType<typeof createLog>
export type Role = 'all' | 'gateway' | 'poller'

/** What every command works with; disposing closes all of it, last opened first. */
export interface Parts extends AsyncDisposable {
  /** Those that are polled here. */
  sources: Source[]
  /** Those that are not, though connectors describe them: a peer may tell of them. */
  others: Source[]
  peers: PeerParts
  store: Store
  ports: Ports
}

/** Other gateways, and the door to them. */
export type PeerParts = NonNullable<Parameters<typeof createPoller>[0]['peers']>

export type Opening = ReturnType<typeof openDb>

/** Reads the connectors, opens the database, unless that has begun, and the door to the sites. */
export async function openParts(
  config: Config,
  log: Log,
  opening: Opening = openDb(storeHome(config)),
): Promise<Parts> {
  await using owned = new AsyncDisposableStack()
  // Whether it fails is asked below, which may be later than it does.
  opening.catch(() => {})
  const [all, sources, others] = await readConnectors(config).catch(async (error) => {
    await opening.then(
      ({ db }) => db[Symbol.asyncDispose](),
      () => {},
    )
    throw error
  })
  const store = owned.use(await openStore(storeOptions(config, all), opening))
  const fetcher = traceFetcher(owned.use(openFetcher(config, log)), () => false)
  const reading = owned.use(createReadingPool())
  const { pace } = config
  const ports: Ports = { store, fetcher, understand, parseDate, reading, clock: systemClock, log, pace }
  const peers: PeerParts = {
    all: config.peers.map(toPeer),
    fetcher: traceFetcher(owned.use(openPeerDoor(config, log)), () => true),
    known: new Map([...all, importedDocuments].map((source) => [source.id, source])),
    readHere: new Set(sources.map(({ id }) => id)),
  }
  const resources = owned.move()
  return { sources, others, peers, store, ports, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

async function readConnectors(config: Config) {
  const all = await loadRegistry()
  return [all, ...pickPolled(all, config.sources)] as const
}

export interface Serving extends AsyncDisposable {
  /** Null where this process only polls. */
  url: string | null
}

/** The gateway, the poller, or both. Disposing stops polling, lets running requests finish, closes all. */
export async function serve(config: Config, log: Log, role: Role, opening?: Opening): Promise<Serving> {
  await using owned = new AsyncDisposableStack()
  // Loaded for those who asked for it alone: it takes longer to start than the gateway.
  if (config.traces) {
    const { startTracing } = await import('./trace/start-tracing.ts')
    owned.use(startTracing({ sampler: config.traces, role, log }))
  }
  const { sources, others, peers, store, ports } = owned.use(await openParts(config, log, opening))
  let url: string | null = null
  if (role !== 'poller') {
    const metrics = createMetrics()
    const opened = owned.use(createCache({ redisUrl: config.redisUrl ?? undefined, log }))
    const cache = countCache(traceCache(opened), metrics)
    const fetchItems = createFetchItems({ ...ports, sources })
    const { host, port, auth, tokens, trustedProxies, rates, queries, redisUrl } = config
    const { clock } = ports
    const translator = owned.use(createTranslator({ url: config.translateUrl, cache, clock }))
    const gateway = await createGateway({
      ...{ store, cache, metrics, fetchItems, log, canonicalUrl, clock, translator },
      poster: owned.use(openPoster(config)),
      sources: [
        ...sources,
        ...others.map(unpolled),
        importedDocuments,
        ...peers.all.map(({ facts }) => facts),
      ],
      substances: [...vocabulary.values()],
      expandText,
      regions: [...regionsByCode.values()],
      config: { host, port, drainMs, auth, tokens, trustedProxies, rates, queries, redisUrl },
    })
    url = owned.use(gateway).url
  }
  if (role !== 'gateway') owned.use(await createPoller({ ...ports, store, sources, peers }))
  const resources = owned.move()
  return { url, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

/** With the poller's own few seconds, less than the ten that process supervisors usually give. */
const drainMs = 5_000

export function openFetcher({ contact, hosts, hostMap }: Config, log: Log) {
  return createFetcher({ ...(contact && { contact }), hosts, hostMap, log })
}

/** Gateways have no robots.txt to mind, keep streams open, and back off by themselves. */
function openPeerDoor({ contact, hosts, hostMap }: Config, log: Log) {
  const limits = { connectionsPerHost: 4, retries: 0, breakAfter: Number.MAX_SAFE_INTEGER }
  return createFetcher({ ...(contact && { contact }), hosts, hostMap, log, robots: false, limits })
}

/** What hands messages to webhooks. The demonstration's map of hosts is none of its business. */
function openPoster({ contact, hosts, webhookHosts: privateHosts }: Config) {
  return createPoster({ ...(contact && { contact }), hosts, privateHosts })
}

function storeOptions(config: Config, sources: Source[]) {
  const zones = new Map(sources.map(({ id, timeZone }) => [id, timeZone]))
  const timeZoneOf = (sourceId: string) => zones.get(sourceId) ?? 'UTC'
  const ancestors = (substance: string) => lineage(substance).slice(1)
  return { ...storeHome(config), timeZoneOf, ancestors, expandText, watchDb: traceDb }
}
