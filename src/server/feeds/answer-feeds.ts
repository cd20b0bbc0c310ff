import { BulletinError } from '../../model/errors.ts'
import type { Context, ContextFactory } from '../../read/context.ts'
import { answerConditionally } from '../answer-conditionally.ts'
import { isErrorCode } from '../error-codes.ts'
import type { Exchange, Step } from '../exchange.ts'
import { ownAddress } from '../own-address.ts'
import { RequestError } from '../request-error.ts'
import { atomFeed } from './atom-feed.ts'
import type { FeedContent } from './feed-content.ts'
import { type FeedQuery, feedQuery } from './feed-query.ts'
import { jsonFeed } from './json-feed.ts'

const formats = {
  atom: { write: atomFeed, type: 'application/atom+xml; charset=utf-8' },
  json: { write: jsonFeed, type: 'application/feed+json; charset=utf-8' },
} as const

/** `/feeds/kz.atom`, `/feeds/all.json?category=SEIZURE`: the newest events of a filter, for any feed reader. */
export function answerFeeds({ contexts }: { contexts: ContextFactory }): Step {
  return async (exchange) => {
    if (!exchange.path.startsWith('/feeds/')) return false
    const match = /^\/feeds\/(all|[a-z]{2})\.(atom|json)$/i.exec(exchange.path)
    if (!match)
      throw new RequestError('NOT_FOUND', 'Feeds are at /feeds/all.atom, /feeds/kz.json and the like.')
    if (!['GET', 'HEAD'].includes(exchange.method))
      throw new RequestError('METHOD_NOT_ALLOWED', `Use GET, not ${exchange.method}.`, { allow: 'GET, HEAD' })
    const query = feedQuery(match[1]!.toLowerCase(), exchange.search)
    const content = await readContent(exchange, query, contexts.create(exchange.id)).catch(toRequestError)
    const { write, type } = formats[match[2]!.toLowerCase() as keyof typeof formats]
    const body = write(content)
    return answerConditionally(exchange, {
      headers: { 'content-type': type },
      version: body,
      modified: content.updated,
      body: () => body,
    })
  }
}

async function readContent(
  { request, path, search }: Exchange,
  { filter, country, limit }: FeedQuery,
  context: Context,
): Promise<FeedContent> {
  const { edges } = await context.events(filter, 'PUBLISHED_DESC', { first: limit })
  // Withdrawn ones too: an event that leaves the feed changes it.
  const newest = await context.events({ ...filter, status: ['PUBLISHED', 'WITHDRAWN'] }, 'UPDATED_DESC', {
    first: 1,
  })
  const [changed] = await Promise.all(newest.edges.map(({ ref }) => context.listed(ref.id)))
  const events = await Promise.all(edges.map(({ ref }) => context.listed(ref.id)))
  const ids = [...new Set(events.map(({ sourceId }) => sourceId))]
  const sources = await Promise.all(ids.map((id) => context.sources.of(id)))
  const names = new Map(sources.map(({ id, name }) => [id, name]))
  const home = ownAddress(request)
  return {
    title: country ? `Bulletin: ${nameOf(country)}` : 'Bulletin: anti-drug news of the CARICC member states',
    self: `${home}${path}${withoutKey(search)}`,
    home: `${home}/`,
    updated: changed?.updatedAt ?? null,
    events,
    sourceName: (id) => names.get(id) ?? id,
  }
}

function nameOf(country: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country
}

/** A key that came in the address does not go back out in the feed, which gets passed on. */
function withoutKey(search: string): string {
  const parameters = new URLSearchParams(search)
  for (const name of ['key', 'apiKey', 'api_key']) parameters.delete(name)
  return parameters.size ? `?${parameters}` : ''
}

function toRequestError(error: unknown): never {
  if (error instanceof BulletinError && isErrorCode(error.code))
    throw new RequestError(error.code, error.message)
  throw error
}
