import { createAuthenticator } from '../access/create-authenticator.ts'
import type { TokenIssuer } from '../access/verify-token.ts'
import type { Cache } from '../cache/types.ts'
import type { Poster } from '../fetch/types.ts'
import type { Clock } from '../model/clock.ts'
import { systemClock } from '../model/clock.ts'
import { parseCursor } from '../model/cursor.ts'
import type { ExpandText } from '../model/expansion.ts'
import type { FetchItems } from '../model/item.ts'
import type { SourceFacts } from '../model/source.ts'
import { createContextFactory } from '../read/context.ts'
import type { RegionFacts } from '../read/gazetteer.ts'
import type { Translator } from '../read/translate/create-translator.ts'
import type { SubstanceConcept } from '../read/vocabulary.ts'
import { createReleaseDesk } from '../release/compose/create-release-desk.ts'
import { figureNames } from '../release/compose/figure-names.ts'
import type { Store } from '../store/types.ts'
import { administerWebhooks } from '../webhooks/administer-webhooks.ts'
import type { CourierLimits } from '../webhooks/courier-ports.ts'
import { createCourier } from '../webhooks/create-courier.ts'
import { type AuthMode, authenticate, createIdentify } from './access/authenticate.ts'
import { protectSchema } from './access/protect-schema.ts'
import { allowOrigins } from './allow-origins.ts'
import { answerGraphql } from './answer-graphql.ts'
import { answerHealth } from './answer-health.ts'
import { answerNotFound } from './answer-not-found.ts'
import { answerPage } from './answer-page.ts'
import { answerReleases } from './answer-releases.ts'
import { createApollo } from './create-apollo.ts'
import { answerExport } from './export/answer-export.ts'
import { answerFeeds } from './feeds/answer-feeds.ts'
import { createFormatError } from './format-error.ts'
import { handleRequest } from './handle-request.ts'
import { createQueryMeter } from './limits/query-meter.ts'
import { createQueryPolicy, type QueryPolicyOptions } from './limits/query-policy.ts'
import { createRateLimits, type RateLimitOptions } from './limits/rate-limits.ts'
import { listen } from './listen.ts'
import { acceptWebSockets } from './live/accept-websockets.ts'
import { answerSse } from './live/answer-sse.ts'
import { defaultLiveLimits, type LiveLimits } from './live/live-ports.ts'
import { openLive } from './live/open-live.ts'
import { loadSchema } from './load-schema.ts'
import { answerMetrics } from './metrics/answer-metrics.ts'
import { createMetrics, type Metrics } from './metrics/create-metrics.ts'
import { createStoreFigures } from './metrics/store-figures.ts'
import { createPersistedQueries } from './persisted-queries.ts'
import { createQueryPath, defaultQueryMemory, type QueryMemory } from './query/query-path.ts'
import type { ServerLog } from './server-log.ts'
import { traceSchema } from './trace-schema.ts'
import { createRenderChange } from './webhooks/render-change.ts'

export interface GatewayConfig {
  host: string
  /** 0 for any free one. */
  port: number
  /** Of a request; 1 MiB when absent. */
  maxBodyBytes?: number
  /** How long running requests may take to finish on shutdown; 8 s when absent. */
  drainMs?: number
  /** Bounds of subscriptions; see `LiveLimits`. */
  live?: Partial<LiveLimits>
  /** How webhooks are served; see `CourierLimits`. */
  webhooks?: Partial<CourierLimits>
  /** How long `/readyz` waits for the database; 2 s when absent. */
  readyTimeoutMs?: number
  /** Who may ask without a key: `open` when absent, which gives this machine's own programs every right. */
  auth?: AuthMode
  /** Whose tokens are taken besides keys. */
  tokens?: TokenIssuer | null
  /** Proxies in front whose `X-Forwarded-For` is believed; none when absent. */
  trustedProxies?: number
  /** What queries may be. */
  queries?: QueryPolicyOptions
  /** Shares of callers; none is limited when absent. */
  rates?: Partial<RateLimitOptions>
  /** Bytes kept of what was answered before; see `QueryMemory`. */
  memory?: Partial<QueryMemory> & { entityBytes?: number }
  /** Where shares are counted for all gateways; each counts for itself when absent. */
  redisUrl?: string | null
}

export interface GatewayPorts {
  store: Store
  cache: Cache
  sources: SourceFacts[]
  fetchItems: FetchItems
  config: GatewayConfig
  log: ServerLog
  clock?: Clock
  /** What is counted; a gateway counts for itself when absent. */
  metrics?: Metrics
  /** Canonical form of an address, null when it is none; a plain WHATWG reading when absent. */
  canonicalUrl?(address: string): string | null
  /** Without one no event has a translation. */
  translator?: Translator
  /** The controlled vocabulary; without one substances go by their ids. */
  substances?: SubstanceConcept[]
  /** What a searched word stands for, as handed to the store; for snippets. */
  expandText?: ExpandText
  /** First-level regions; without them the map has none to show. */
  regions?: RegionFacts[]
  /** What hands messages to webhooks; without one there are none. */
  poster?: Poster
}

export interface Gateway extends AsyncDisposable {
  /** Where it listens: `http://127.0.0.1:4000`. */
  url: string
}

/** Serves the store over HTTP from the moment it resolves; disposing drains and closes. */
export async function createGateway(ports: GatewayPorts): Promise<Gateway> {
  const { store, config, log, clock = systemClock } = ports
  await using owned = new AsyncDisposableStack()
  const releases = createReleaseDesk({
    ...{ store, sources: ports.sources, translator: ports.translator ?? null, now: () => clock.now() },
    names: figureNames(ports.substances ?? [], ports.regions ?? []),
  })
  const contexts = owned.use(
    createContextFactory({
      ...ports,
      clock,
      releases,
      webhooks: ports.poster && administerWebhooks({ store, poster: ports.poster, clock }),
      canonicalUrl: ports.canonicalUrl ?? ((address) => URL.parse(address)?.href ?? null),
      substances: ports.substances ?? [],
      translator: ports.translator ?? null,
      entityBytes: config.memory?.entityBytes,
    }),
  )
  const maxBodyBytes = config.maxBodyBytes ?? 1_048_576
  const mode = config.auth ?? 'open'
  const authenticator = owned.use(
    await createAuthenticator({
      keys: store.apiKeys,
      verifyToken: config.tokens ? await tokenVerifier(config.tokens) : null,
      withoutKey: mode === 'keys' ? null : 'READ',
      clock,
      log,
    }),
  )
  const rates = owned.use(
    createRateLimits(
      { perKey: null, perAddress: null, subscriptions: null, ...config.rates },
      { redisUrl: config.redisUrl ?? null, log },
    ),
  )
  const identify = createIdentify({
    authenticator,
    mode,
    trustedProxies: config.trustedProxies ?? 0,
    rates,
  })
  const schema = traceSchema(protectSchema(await loadSchema(), { audit: store.audit, clock }))
  const policy = createQueryPolicy(config.queries)
  const meter = createQueryMeter({ schema, maxCost: policy.maxCost, rates })
  const persisted = createPersistedQueries(ports.cache, policy.documents)
  const apollo = owned.adopt(await createApollo(schema, log, persisted, { policy, meter }), (server) =>
    server.stop(),
  )
  const queries = createQueryPath({
    ...{ schema, contexts, policy, meter, persisted, log },
    memory: { ...defaultQueryMemory, ...config.memory },
  })
  const metrics = ports.metrics ?? createMetrics()
  let stopping = false

  const live = openLive({
    ...ports,
    schema,
    apollo,
    contexts,
    identify,
    policy,
    meter,
    rates,
    watch: authenticator.watch,
    limits: { ...defaultLiveLimits, ...config.live },
  })
  owned.use(live)

  const courier =
    ports.poster &&
    owned.use(
      await createCourier({
        ...{ store, poster: ports.poster, clock, log, random: Math.random },
        render: createRenderChange(schema, contexts),
        ancestors: contexts.ancestors,
        withoutKey: mode === 'open',
        onAttempt: metrics.delivery,
        limits: config.webhooks,
      }),
    )

  const steps = [
    allowOrigins,
    answerHealth({ store, log, timeoutMs: config.readyTimeoutMs ?? 2_000, isStopping: () => stopping }),
    await answerPage(),
    authenticate(identify),
    answerSse({ ...live, maxBodyBytes }),
    answerExport({
      schema,
      contexts,
      persisted,
      clock,
      maxBodyBytes,
      policy,
      meter,
      formatError: createFormatError(log, policy),
    }),
    answerGraphql({
      apollo,
      contexts,
      queries,
      maxBodyBytes,
      checkDocument: policy.documents.check,
      onQuery: metrics.query,
      timeoutMs: policy.timeoutMs,
    }),
    answerMetrics({
      metrics,
      figures: createStoreFigures(store, clock),
      live: () => ({
        subscriptions: live.operations.streams,
        connections: webSockets.connections,
        position: live.operations.now ? parseCursor(live.operations.now, store.changes.id) : null,
      }),
      log,
    }),
    answerFeeds({ contexts }),
    answerReleases(releases),
    answerNotFound,
  ]
  const listening = await listen(handleRequest(steps, log, metrics.request), config)
  const webSockets = acceptWebSockets(listening.server, live)
  owned.defer(async () => {
    stopping = true
    // Streams never end by themselves: each is told where to go on, then the rest drains.
    webSockets.close()
    live.operations.completeAll()
    await Promise.all([listening.close(config.drainMs ?? 8_000), courier?.[Symbol.asyncDispose]()])
  })
  log.info({ url: listening.url }, 'serving')

  const resources = owned.move()
  return { url: listening.url, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

/** Loaded where tokens are taken. */
async function tokenVerifier(tokens: TokenIssuer) {
  const { createVerifyToken } = await import('../access/verify-token.ts')
  return createVerifyToken(tokens)
}
