import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HostMap } from '../../src/fetch/index.ts'

type Answer =
  | string
  | Buffer
  | { status?: number; headers?: Record<string, string | undefined>; body?: string | Buffer }
type Page = Answer | ((request: IncomingMessage, response: ServerResponse) => Answer | undefined)

/** A site on loopback whose pages a test sets and changes; unknown addresses answer 404. */
export interface Site extends AsyncDisposable {
  pages: Map<string, Page>
  /** `GET /path?query`, in order; robots.txt left out. */
  asked: string[]
  /** Most requests that were under way at one time. */
  busiest(): number
  hostMap(...hosts: string[]): HostMap
}

export async function startSite(): Promise<Site> {
  const pages: Site['pages'] = new Map()
  const asked: string[] = []
  let busy = 0
  let busiest = 0
  const server = createServer((request, response) => {
    busiest = Math.max(busiest, ++busy)
    response.on('close', () => busy--)
    const address = decodeURI(request.url ?? '/')
    if (address !== '/robots.txt') asked.push(`${request.method} ${address}`)
    const page = pages.get(address) ?? pages.get(address.split('?')[0]!)
    const answer = typeof page === 'function' ? page(request, response) : page
    if (page !== undefined && answer === undefined) return
    const { status = 200, headers = {}, body = '' } = shape(answer)
    response.writeHead(status, { 'content-type': guess(body), ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    pages,
    asked,
    busiest: () => busiest,
    hostMap: (...hosts) => Object.fromEntries(hosts.map((host) => [host, { address: '127.0.0.1', port }])),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function shape(answer: Answer | undefined) {
  if (answer === undefined) return { status: 404, body: '<html><body>Not found</body></html>' }
  return typeof answer === 'string' || Buffer.isBuffer(answer) ? { body: answer } : answer
}

function guess(body: string | Buffer): string {
  const start = body.slice(0, 60).toString()
  if (start.startsWith('<?xml')) return 'application/rss+xml'
  return /^\s*[[{]/.test(start) ? 'application/json' : 'text/html; charset=utf-8'
}
