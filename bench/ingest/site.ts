// The sites of the ingest measurement, in a process of their own: WordPress REST on one loopback port, by host name.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { respond } from '../../test/replica/respond.ts'
import type { SiteRequest } from '../../test/replica/types.ts'
import { posts } from '../../test/replica/wordpress.ts'
import { makeArticles } from './articles.ts'
import { measuredSites } from './sites.ts'

const [sites, items] = process.argv.slice(2).map(Number)
const newest = new Date()
const byHost = new Map(
  measuredSites(sites!).map(({ host, language }) => {
    const root = `https://${host}/`
    const articles = makeArticles(host, language, items!, newest)
    const address = ({ slug }: { slug: string }) => `${root}${slug}/`
    return [host, { root, name: host, language, address, articles }] as const
  }),
)
// Written once: what is measured is the reader, not the site.
const answers = new Map<string, ReturnType<typeof posts>>()

const server = createServer((incoming, response) => {
  const address = new URL(incoming.url ?? '/', 'http://localhost')
  const host = incoming.headers.host?.split(':')[0] ?? ''
  const request: SiteRequest = {
    ...{ host, path: address.pathname, query: address.searchParams, now: newest },
    headers: incoming.headers as Record<string, string>,
  }
  const site = byHost.get(host)
  const isList = site && address.pathname.endsWith('/wp/v2/posts')
  const key = `${host}${incoming.url}`
  if (isList && !answers.has(key)) answers.set(key, posts(request, site))
  const answer = answers.get(key) ?? { status: 404, headers: { 'content-type': 'text/plain' }, body: '' }
  respond(response, incoming.method ?? 'GET', request, answer)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.on('disconnect', () => process.exit(0))
process.send?.({ port: (server.address() as AddressInfo).port })
