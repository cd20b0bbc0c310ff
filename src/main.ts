import { createCache } from './cache/index.ts'
import type { Config } from './config.ts'
import { canonicalUrl } from './connector/canonical-url.ts'
import type { Source } from './connector/types.ts'
import { createFetcher } from './fetch/index.ts'
import { createFetchItems, createPoller, type Ports } from './ingest/index.ts'
import type { createLog } from './log.ts'
import { systemClock } from './model/clock.ts'
import { createTranslator } from './read/translate/create-translator.ts'
import { loadRegistry } from './registry.ts'
import { importedDocuments } from './release/imported-source.ts'
import { createGateway } from './server/gateway.ts'
import { countCache } from './server/metrics/count-cache.ts'
import { createMetrics } from './server/metrics/create-metrics.ts'
import { openStore } from './store/index.ts'
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
  sources: Source[]
  store: Store
  ports: Ports
}

/** Reads the connectors, opens the database and the door to the sites. */
export async function openParts(config: Config, log: Log): Promise<Parts> {
  await using owned = new AsyncDisposableStack()
  const sources = await loadRegistry()
  const store = owned.use(await openStore(storeOptions(config, sources)))
  const fetcher = traceFetcher(owned.use(openFetcher(config, log)), () => false)
  const ports: Ports = { store, fetcher, understand, parseDate, clock: systemClock, log, pace: config.pace }
  const resources = owned.move()
  return { sources, store, ports, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

export interface Serving extends AsyncDisposable {
  /** Null where this process only polls. */
  url: string | null
}

/** The gateway, the poller, or both. Disposing stops polling, lets running requests finish, closes all. */
export async function serve(config: Config, log: Log, role: Role): Promise<Serving> {
  await using owned = new AsyncDisposableStack()
  // Loaded for those who asked for it alone: it takes longer to start than the gateway.
  if (config.traces) {
    const { startTracing } = await import('./trace/start-tracing.ts')
    owned.use(startTracing({ sampler: config.traces, role, log }))
  }
  const { sources, store, ports } = owned.use(await openParts(config, log))
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
      sources: [...sources, importedDocuments],
      substances: [...vocabulary.values()],
      expandText,
      regions: [...regionsByCode.values()],
      config: { host, port, drainMs, auth, tokens, trustedProxies, rates, queries, redisUrl },
    })
    url = owned.use(gateway).url
  }
  if (role !== 'gateway') owned.use(await createPoller({ ...ports, store, sources }))
  const resources = owned.move()
  return { url, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

/** With the poller's own few seconds, less than the ten that process supervisors usually give. */
const drainMs = 5_000

export function openFetcher({ contact, hosts, hostMap }: Config, log: Log) {
  return createFetcher({ ...(contact && { contact }), hosts, hostMap, log })
}

/** Where everything is kept. */
export function storeHome({ databaseUrl, dataDir }: Config) {
  return databaseUrl ? { databaseUrl } : { dataDir }
}

function storeOptions(config: Config, sources: Source[]) {
  const zones = new Map(sources.map(({ id, timeZone }) => [id, timeZone]))
  const timeZoneOf = (sourceId: string) => zones.get(sourceId) ?? 'UTC'
  const ancestors = (substance: string) => lineage(substance).slice(1)
  return { ...storeHome(config), timeZoneOf, ancestors, expandText, watchDb: traceDb }
}

// Not awaited: the commands import this file, and would wait for it while it waits for them.
if (import.meta.main) void import('./cli/program.ts').then(({ run }) => run(process.argv, process.env))
