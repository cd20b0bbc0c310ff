import { createCache } from '../../../src/cache/index.ts'
import { canonicalUrl } from '../../../src/connector/canonical-url.ts'
import type { HostMap } from '../../../src/fetch/index.ts'
import { createFetcher } from '../../../src/fetch/index.ts'
import { createFetchItems } from '../../../src/ingest/fetch-items.ts'
import { createPoller } from '../../../src/ingest/poller.ts'
import { systemClock as clock } from '../../../src/model/clock.ts'
import { loadRegistry } from '../../../src/registry.ts'
import { createGateway, type Gateway } from '../../../src/server/gateway.ts'
import { openStore } from '../../../src/store/index.ts'
import { parseDate, understand } from '../../../src/understand/index.ts'

export interface DemoGateway {
  dataDir: string
  host: string
  port: number
  hostMap: HostMap
  pace: number
  log: Parameters<typeof createPoller>[0]['log']
}

/** The whole gateway on embedded defaults, with the replicas in the place of the sites. */
export async function startGateway({
  dataDir,
  host,
  port,
  hostMap,
  pace,
  log,
}: DemoGateway): Promise<Gateway> {
  await using owned = new AsyncDisposableStack()
  const sources = await loadRegistry()
  const store = owned.use(await openStore({ dataDir }))
  const cache = owned.use(createCache())
  const fetcher = owned.use(createFetcher({ hostMap, log, limits: { breakMs: 10_000 } }))
  const fetchItems = createFetchItems({ sources, fetcher, parseDate, clock })
  const gateway = owned.use(
    await createGateway({
      store,
      cache,
      sources,
      fetchItems,
      config: { host, port },
      log,
      clock,
      canonicalUrl,
    }),
  )
  owned.use(await createPoller({ store, sources, fetcher, understand, parseDate, clock, log, pace }))
  const resources = owned.move()
  return { url: gateway.url, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}
