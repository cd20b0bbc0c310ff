import { createFetcher } from '../../../src/fetch/index.ts'
import {
  createPoller,
  type PeerPorts,
  type PeerSettings,
  toPeer,
  visitPeer,
} from '../../../src/ingest/index.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { contentHash } from '../../../src/model/content-hash.ts'
import type { EventDraft, StoredEvent } from '../../../src/model/event.ts'
import { eventId } from '../../../src/model/event-id.ts'
import type { SourceFacts, SourceHealth } from '../../../src/model/source.ts'
import { openStore, type StoreOptions } from '../../../src/store/index.ts'
import type { Store } from '../../../src/store/types.ts'
import { parseDate, understand } from '../../../src/understand/index.ts'
import { type Answer, source, startGateway } from '../../doubles/start-gateway.ts'

/** A state's own Bulletin, on loopback. */
export interface State extends AsyncDisposable {
  name: string
  url: string
  store: Store
  log: { level: string; details: Record<string, unknown>; message: string }[]
  /** Questions and streams that it asked of others. */
  asked: { fetch: number; stream: number }
  ask(query: string, variables?: object): Promise<Answer>
  /** Stores reports as if it had read them itself. */
  publish(...drafts: EventDraft[]): Promise<void>
  withdraw(...ids: string[]): Promise<void>
  all(): Promise<StoredEvent[]>
  health(peer: string): Promise<SourceHealth | null>
  /** Follows others until it is told to stop. */
  follow(...peers: (State | Address)[]): Promise<AsyncDisposable>
  /** One visit that does not wait for more. */
  visit(peer: State | Address): ReturnType<typeof visitPeer>
}

export type Address = { name: string; url: string } & Partial<PeerSettings>

/** Words of the sphere, so that each gateway reads in them what the others do. */
export function report(place: string, number: number, changes: Partial<EventDraft> = {}): EventDraft {
  const url = changes.url ?? `https://${place}.example/news/${number}/`
  const at = new Date(Date.UTC(2025, 3, 1, 6, number)).toISOString()
  const text = {
    title: `Изъято ${number} кг гашиша (${place})`,
    summary: null,
    body: `В городе ${place} полиция изъяла ${number} кг гашиша. Задержан житель дома ${number}.`,
    images: [{ url: `https://${place}.example/${number}.jpg`, alt: null }],
    publishedAt: at,
    publishedPrecision: 'MINUTE' as const,
  }
  const told = { ...text, ...changes }
  return {
    id: eventId(url),
    url,
    sourceId: `${place}/police`,
    country: 'KZ',
    bodyHtml: null,
    language: 'ru',
    publishedOn: at.slice(0, 10),
    understanding: understand({ title: told.title, text: told.body, publishedAt: at }),
    provenance: {
      ...{ requestedUrl: url, finalUrl: url, status: 200, fetchedAt: at },
      ...{ sha256: 'ab'.repeat(32), contentType: 'text/html', strategy: 'feed', via: [] },
    },
    contentHash: contentHash(told),
    ...told,
  }
}

/** A source as its own gateway's connector describes it. */
export function police(place: string): SourceFacts {
  const facts = source(`${place}/police`, place.toUpperCase())
  return {
    ...facts,
    name: `Police of ${place}`,
    homepage: `https://${place}.example/`,
    hosts: [`${place}.example`],
  }
}

export interface StateOptions {
  /** Sources it reads itself. */
  reads?: SourceFacts[]
  home?: StoreOptions
  port?: number
  pace?: number
}

export async function startState(name: string, options: StateOptions = {}): Promise<State> {
  const { reads = [police(name)], home = { dataDir: 'memory://' }, port = 0, pace = 40 } = options
  await using owned = new AsyncDisposableStack()
  const store = owned.use(await openStore(home))
  const gateway = owned.use(
    await startGateway({ store, sources: reads, clock: systemClock, config: { host: '127.0.0.1', port } }),
  )
  const asked = { fetch: 0, stream: 0 }
  const log: State['log'] = []
  const at = (level: string) => (details: object, message: string) =>
    void log.push({ level, details: details as Record<string, unknown>, message })
  const write = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }

  function reach(peers: (State | Address)[], stack: AsyncDisposableStack) {
    const all = peers.map((peer) => {
      const { name, key = null, sources = null } = peer as Address
      return toPeer({ name, key, sources, url: `https://${name}.bulletin.example/graphql` })
    })
    const hostMap = Object.fromEntries(
      peers.map(({ name, url }) => [
        `${name}.bulletin.example`,
        { address: '127.0.0.1', port: Number(new URL(url).port) },
      ]),
    )
    const limits = {
      ...{ connectionsPerHost: 4, retries: 0, breakAfter: 1e9, maxBodyBytes: 2_000_000 },
      ...{ headersTimeoutMs: 2_000, bodyTimeoutMs: 2_000, totalTimeoutMs: 4_000 },
    }
    const fetcher = stack.use(createFetcher({ hostMap, robots: false, limits }))
    const counted: PeerPorts['fetcher'] = {
      fetch: (...args) => {
        asked.fetch++
        return fetcher.fetch(...args)
      },
      stream: (...args) => {
        asked.stream++
        return fetcher.stream(...args)
      },
    }
    const known = new Map(reads.map((facts) => [facts.id, facts]))
    return { all, fetcher: counted, real: fetcher, known, readHere: new Set(known.keys()) }
  }

  const ports = { store, understand, clock: systemClock, log: write, pace }
  const state: Omit<State, keyof AsyncDisposable> = {
    ...{ name, url: gateway.url, store, log, asked, ask: gateway.ask },
    async publish(...drafts) {
      await store.commit({ sourceId: drafts[0]!.sourceId, drafts, at: new Date().toISOString() })
    },
    async withdraw(...ids) {
      const withdrawals = ids.map((eventId) => ({ eventId, reason: 'gone' }))
      await store.commit({ sourceId: 'x/y', drafts: [], withdrawals, at: new Date().toISOString() })
    },
    async all() {
      const status: StoredEvent['status'][] = ['PUBLISHED', 'WITHDRAWN']
      const { refs } = await store.events.page({ filter: { status }, orderBy: 'SEQ_ASC', limit: 5_000 })
      return (await store.events.byIds(refs.map(({ id }) => id))).filter((event) => event !== null)
    },
    health: async (peer) =>
      (await store.health.all()).find(({ sourceId }) => sourceId === `peer/${peer}`) ?? null,
    async follow(...peers) {
      await using stack = new AsyncDisposableStack()
      const { real, ...reached } = reach(peers, stack)
      stack.use(
        await createPoller({
          ...ports,
          fetcher: real,
          parseDate,
          sources: [],
          peers: reached,
          askEverySeconds: 0.5,
        }),
      )
      const running = stack.move()
      kept.use(running)
      return running
    },
    async visit(peer) {
      await using stack = new AsyncDisposableStack()
      const { all, real: _, ...reached } = reach([peer], stack)
      return await visitPeer(all[0]!, { ...ports, ...reached }, { follow: false })
    },
  }
  const kept = owned.move()
  return { ...state, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** Resolves once it holds; names what it waited for when it does not in two minutes. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within two minutes: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export async function has(state: State, count: number): Promise<void> {
  await until(`${state.name} has ${count} events`, async () => (await state.store.events.count({})) === count)
}
