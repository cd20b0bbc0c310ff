import { attr, feed, htmlList, text, url } from '../../src/connector/index.ts'
import type { Source, Strategy } from '../../src/connector/types.ts'
import { createFetcher, type FetcherOptions } from '../../src/fetch/index.ts'
import { type Ports, poll, type RunReport } from '../../src/ingest/index.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/types.ts'
import { parseDate, understand } from '../../src/understand/index.ts'
import { type Site, startSite } from './site.ts'

export const feedAddress = 'https://news.example/feed'
export const listAddress = 'https://news.example/list'

export const feedStrategy = feed({
  url: feedAddress,
  article: { title: 'h1', body: '.text' },
})

export const listStrategy = htmlList({
  url: listAddress,
  item: '.row',
  fields: { url: url('a'), title: text('a'), publishedAt: attr('time', 'datetime') },
  article: { title: 'h1', body: '.text' },
})

let sources = 0

/** A source of its own for each test, so that tests can share one database. */
export function source(strategies: Strategy[] = [feedStrategy], facts: Partial<Source> = {}): Source {
  return {
    id: `kz/test-${++sources}`,
    country: 'KZ',
    name: 'Test',
    authority: 'Test',
    homepage: 'https://news.example/',
    language: 'ru',
    timeZone: 'Asia/Almaty',
    scope: 'all-police-news',
    pollEverySeconds: 600,
    hosts: ['news.example'],
    strategies,
    ...facts,
  }
}

export interface World extends AsyncDisposable {
  site: Site
  store: Store
  ports: Ports
  log: { level: string; details: Record<string, unknown>; message: string }[]
  /** Sets the clock on. */
  pass(time: { minutes?: number; hours?: number; days?: number }): void
  poll(source: Source, ports?: Partial<Ports>): Promise<RunReport>
  events(source: Source): ReturnType<Store['events']['byIds']>
}

/** A site on loopback, the real fetcher, the real store, and a clock that stands still until told. */
export async function startWorld(options: Partial<FetcherOptions> = {}): Promise<World> {
  const store = await openStore({ dataDir: 'memory://' })
  const world = await startWorldOn(store, options)
  return {
    ...world,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

export async function startWorldOn(store: Store, options: Partial<FetcherOptions> = {}): Promise<World> {
  const site = await startSite()
  let now = Date.parse('2025-04-10T12:00:00Z')
  const clock = { now: () => new Date(now) }
  const log: World['log'] = []
  const at = (level: string) => (details: object, message: string) =>
    void log.push({ level, details: details as Record<string, unknown>, message })
  const fetcher = createFetcher({
    hostMap: site.hostMap('news.example'),
    clock,
    ...options,
    limits: { retryBaseMs: 1, retries: 1, breakAfter: 1_000, ...options.limits },
  })
  const ports: Ports = {
    fetcher,
    store,
    understand,
    parseDate,
    clock,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    random: () => 0.5,
  }
  return {
    site,
    store,
    ports,
    log,
    pass({ minutes = 0, hours = 0, days = 0 }) {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
    poll: (source, more) => poll(source, { ...ports, ...more }),
    async events({ id }) {
      const filter = { sources: [id], status: ['PUBLISHED', 'WITHDRAWN'] as const }
      const { refs } = await store.events.page({
        filter: { ...filter, status: [...filter.status] },
        limit: 5_000,
      })
      return store.events.byIds(refs.map((ref) => ref.id))
    },
    async [Symbol.asyncDispose]() {
      await fetcher[Symbol.asyncDispose]()
      await site[Symbol.asyncDispose]()
    },
  }
}
