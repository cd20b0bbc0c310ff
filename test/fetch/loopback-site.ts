import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Site extends AsyncDisposable {
  port: number
  /** Paths asked for, in order; `/robots.txt` left out unless `withRobots`. */
  asked: string[]
  requests: IncomingMessage[]
  connections: number
  /** Largest number of requests under way at once. */
  busiest: number
}

type Page =
  | string
  | Buffer
  | RequestListener
  | { status?: number; headers?: Record<string, string>; body?: string | Buffer }

/** A real HTTP server on loopback that answers by path; 404 for the rest, so robots.txt allows everything. */
export async function startSite(
  pages: Record<string, Page> | RequestListener,
  tls?: { key: string; cert: string },
): Promise<Site> {
  const site = { asked: [] as string[], requests: [] as IncomingMessage[], connections: 0, busiest: 0 }
  let busy = 0
  const listener: RequestListener = (request, response) => {
    site.requests.push(request)
    site.asked.push(request.url ?? '')
    site.busiest = Math.max(site.busiest, ++busy)
    response.on('close', () => busy--)
    if (typeof pages === 'function') return pages(request, response)
    answer(pages[(request.url ?? '').split('?')[0]!], request, response)
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.on('connection', () => site.connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(site, {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

function answer(page: Page | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (page === undefined) return void response.writeHead(404).end('no such page')
  if (typeof page === 'function') return void page(request, response)
  if (typeof page === 'string' || Buffer.isBuffer(page))
    return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  response.writeHead(page.status ?? 200, page.headers).end(page.body)
}
