import { SourceChanged } from '../../model/errors.ts'
import { readJson, valueAt } from '../json/json-value.ts'
import { type ArticleOption, toArticleReader } from '../page/article-reader.ts'
import type { Parsed, SourceRequest, SourceResponse, Strategy, StrategyState } from '../types.ts'
import { wordpressBatch } from './wordpress-batch.ts'
import { modifiedAt, readPost } from './wordpress-post.ts'

export interface WordpressOptions {
  /** Address of the site, with its sub-directory and language: `https://polisia.kz/ru/`. */
  site: string
  /** Posts a request, up to 100. */
  perPage?: number
  /** Further REST parameters: `{ lang: 'ru' }`, `{ categories: '12' }`. */
  query?: Record<string, string>
  /** How a post whose `content` the site withholds is read. */
  article?: ArticleOption
}

/** Restricts the answer to what is read; `_links` and `_embedded` carry the featured picture. */
const wanted =
  'id,date,date_gmt,modified_gmt,link,slug,title,content,excerpt,jetpack_featured_media_url,yoast_head_json.og_image,_links.wp:featuredmedia,_embedded'

/**
 * WordPress REST, `wp/v2/posts`. After the first poll only what was modified since is asked for, oldest
 * change first, so that stopping anywhere loses nothing; a site too old to know `modified_after` is noticed
 * and read newest first.
 */
export function wordpress({ site, perPage = 50, query = {}, article = true }: WordpressOptions): Strategy {
  const reader = toArticleReader(article)
  const endpoint = new URL('wp-json/wp/v2/posts', site.endsWith('/') ? site : `${site}/`).href

  function request(parameters: Record<string, string>): SourceRequest {
    const address = new URL(endpoint)
    const all = {
      per_page: String(perPage),
      ...query,
      ...parameters,
      _fields: wanted,
      _embed: 'wp:featuredmedia',
    }
    for (const [name, value] of Object.entries(all)) address.searchParams.set(name, value)
    return { url: address.href, expect: 'json' }
  }
  const newestFirst = () => request({ orderby: 'date', order: 'desc' })

  return {
    kind: 'wordpress',
    addresses: [site],
    standard: typeof article === 'boolean',
    declares: ['url', 'title', 'html', 'publishedAt'],
    mayBeEmpty: true,
    first: ({ modifiedAfter, ignoresModifiedAfter }) =>
      typeof modifiedAfter === 'string' && !ignoresModifiedAfter
        ? request({ orderby: 'modified', order: 'asc', modified_after: modifiedAfter })
        : newestFirst(),
    parse(response, _site, state) {
      const posts = readPosts(response)
      const asked = new URL(response.requestedUrl).searchParams.get('modified_after')
      if (asked && posts.some((post) => (modifiedAt(post) ?? asked) < asked))
        return { items: [], next: newestFirst(), state: { ...state, ignoresModifiedAfter: true } }
      if (!asked && posts.length === 0 && !isLaterPage(response))
        throw new SourceChanged(`${endpoint} lists no post at all`)
      return {
        items: posts.map((post) => readPost(post, site)).filter((item) => item !== null),
        ...nextPage(response),
        state: { ...state, ...newest(posts, state) },
      }
    },
    article: (item, facts) => (item.html || !reader ? null : reader.request(item, facts)),
    readArticle: (response, item, facts) => reader?.read(response, item, facts) ?? item,
    ...wordpressBatch({ site, request, readPosts }),
  }
}

function readPosts(response: SourceResponse) {
  const body = readJson(response)
  if (Array.isArray(body)) return body
  const said = valueAt(body, 'message') ?? valueAt(body, 'code')
  throw new SourceChanged(`${response.url} is not a list of posts${said ? `: ${said}` : ''}`)
}

function isLaterPage({ requestedUrl }: SourceResponse): boolean {
  return Number(new URL(requestedUrl).searchParams.get('page') ?? 1) > 1
}

function nextPage({ headers, requestedUrl }: SourceResponse): Pick<Parsed, 'next'> {
  const linked = /<([^>]+)>\s*;\s*rel="?next"?/.exec(headers.link ?? '')?.[1]
  if (linked) return { next: { url: new URL(linked, requestedUrl).href, expect: 'json' } }
  const address = new URL(requestedUrl)
  const page = Number(address.searchParams.get('page') ?? 1)
  if (headers.link !== undefined || page >= Number(headers['x-wp-totalpages'] ?? 0)) return {}
  address.searchParams.set('page', String(page + 1))
  return { next: { url: address.href, expect: 'json' } }
}

/** One second back: posts modified within the second that was cut through are seen again, not lost. */
function newest(posts: ReturnType<typeof readPosts>, state: StrategyState): StrategyState {
  const instants = posts.map(modifiedAt).filter((instant) => instant !== null)
  const latest = instants.sort().at(-1)
  if (!latest) return {}
  const after = new Date(Date.parse(latest) - 1000).toISOString()
  const known = typeof state.modifiedAfter === 'string' ? [state.modifiedAfter] : []
  return { modifiedAfter: [after, ...known].sort().at(-1) }
}
