import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../src/model/clock.ts'
import { notFound } from './answer.ts'
import { loadSites } from './load-sites.ts'
import { respond } from './respond.ts'
import { type Happenings, noHappenings, shelf } from './shelf.ts'
import type { Article, CorpusFile, CorpusItem, ReplicaSite, SiteAnswer, SiteRequest } from './types.ts'

export interface ReplicaOptions {
  corpus: CorpusFile[]
  clock: Clock
  /** Moment the corpus counts its hours back from; now by default. */
  origin?: Date
  /** What had happened before a restart. */
  happenings?: Happenings
  /** Called with all that happened before the sites show it, so that a restart shows no less. */
  save?: (happenings: Happenings) => void
  /** 0 takes a free port. */
  port?: number
}

export interface Replica extends AsyncDisposable {
  port: number
  /** Real host name → where its replica listens; the fetcher's map. */
  hostMap: Record<string, { address: string; port: number }>
  /** Requests each host has answered, robots.txt not counted. */
  counters: Map<string, number>
  /** Requests in order, the newest ten thousand at least. */
  requests: { host: string; path: string; status: number }[]
  /** What happened since the origin; hand it to the next start to go on. */
  happenings: Happenings
  articles(site: string): Article[]
  addItem(site: string, item: CorpusItem): void
  /** Publishes an item that the corpus keeps back. */
  release(site: string, id: number): void
  edit(site: string, id: number, change: { title?: string; paragraphs?: string[] }): void
  /** The page answers 404 from now on and no list names it. */
  withdraw(site: string, id: number): void
  /** Connections to the host break until `comeBack`. */
  goDown(host: string): void
  comeBack(host: string): void
}

/** Starts the replica of every site on one loopback port; the Host header tells which is meant. */
export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const { corpus, clock, origin = clock.now(), happenings = noHappenings(), port = 0 } = options
  const sites = await loadSites()
  const byHost = new Map(sites.flatMap((site) => site.hosts.map((host) => [host, site] as const)))
  const counters = new Map<string, number>()
  const requests: Replica['requests'] = []
  const down = new Set<string>()
  let articles = shelf(corpus, origin, happenings)
  const refresh = () => {
    options.save?.(happenings)
    articles = shelf(corpus, origin, happenings)
  }
  const now = () => clock.now().toISOString()

  const server = createServer((incoming, response) => {
    const request = readRequest(incoming, clock.now())
    if (down.has(request.host)) {
      incoming.socket.destroy()
      return
    }
    const site = byHost.get(request.host)
    const answer = site ? answerOf(site, request, (id) => articles.get(id) ?? []) : misdirected(request)
    count(request, answer.status, counters, requests)
    respond(response, incoming.method ?? 'GET', request, answer)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo

  return {
    port: address.port,
    hostMap: Object.fromEntries(
      [...byHost.keys()].map((host) => [host, { address: '127.0.0.1', port: address.port }]),
    ),
    counters,
    requests,
    happenings,
    articles: (site) => articles.get(site) ?? [],
    addItem(site, item) {
      happenings.added.push({ site, item, at: now() })
      refresh()
    },
    release(site, id) {
      happenings.released.push({ site, id, at: now() })
      refresh()
    },
    edit(site, id, change) {
      happenings.edited.push({ site, id, ...change, at: now() })
      refresh()
    },
    withdraw(site, id) {
      happenings.withdrawn.push({ site, id, at: now() })
      refresh()
    },
    goDown: (host) => void down.add(host),
    comeBack: (host) => void down.delete(host),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function readRequest(incoming: IncomingMessage, now: Date): SiteRequest {
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  const url = new URL(incoming.url ?? '/', `https://${host || 'nowhere.invalid'}`)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  )
  return { host, path: decoded(url.pathname), query: url.searchParams, headers, now }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function answerOf(
  site: ReplicaSite,
  request: SiteRequest,
  articles: (site: string) => Article[],
): SiteAnswer {
  if (request.path === '/robots.txt')
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: site.robots ?? 'User-agent: *\nDisallow:\n',
    }
  return site.answer(request, articles) ?? notFound()
}

function misdirected({ host }: SiteRequest): SiteAnswer {
  return {
    status: 421,
    headers: { 'content-type': 'text/plain' },
    body: `No replica of ${host || 'a nameless host'} here.\n`,
  }
}

function count(
  request: SiteRequest,
  status: number,
  counters: Map<string, number>,
  requests: Replica['requests'],
): void {
  const query = request.query.size > 0 ? `?${request.query}` : ''
  requests.push({ host: request.host, path: request.path + query, status })
  if (requests.length > 20_000) requests.splice(0, 10_000)
  if (request.path !== '/robots.txt') counters.set(request.host, (counters.get(request.host) ?? 0) + 1)
}
