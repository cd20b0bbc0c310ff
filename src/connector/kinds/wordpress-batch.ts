import type { Item } from '../../model/item.ts'
import { type Json, valueAt } from '../json/json-value.ts'
import type { SourceRequest, SourceResponse, Strategy } from '../types.ts'
import { readPost } from './wordpress-post.ts'

interface Endpoint {
  site: string
  request(parameters: Record<string, string>): SourceRequest
  readPosts(response: SourceResponse): Json[]
}

/** WordPress refuses more; servers refuse long request lines, which percent-encoded Cyrillic slugs make. */
const maxPosts = 100
const maxAddress = 6000

/** Many posts in one request: by `include` where the address has the id, by `slug` otherwise. */
export function wordpressBatch({
  site,
  request,
  readPosts,
}: Endpoint): Required<Pick<Strategy, 'batch' | 'parseBatch'>> {
  return {
    batch(urls) {
      const keyed = urls.map((url) => ({ url, key: postKey(url, site) }))
      return (['include', 'slug'] as const).flatMap((by) =>
        groups(keyed.filter(({ key }) => key?.by === by)).map((group) => ({
          request: request({
            [by]: group.map(({ key }) => key!.value).join(','),
            per_page: String(maxPosts),
          }),
          urls: group.map(({ url }) => url),
        })),
      )
    },
    parseBatch(response, urls) {
      const found = new Map<string, Item>()
      for (const post of readPosts(response)) {
        const item = readPost(post, site)
        const names = [`include:${valueAt(post, 'id')}`, `slug:${decoded(valueAt(post, 'slug'))}`]
        const asked = urls.filter((url) => {
          const key = postKey(url, site)
          return key !== null && names.includes(`${key.by}:${key.value}`)
        })
        for (const url of item ? asked : []) found.set(url, item!)
      }
      return found
    },
  }
}

/** Null for addresses that are not a post of this site. Scheme and `www.` do not matter. */
export function postKey(address: string, site: string): { by: 'include' | 'slug'; value: string } | null {
  if (!URL.canParse(address)) return null
  const [url, home] = [new URL(address), new URL(site)]
  const folder = home.pathname.replace(/\/?$/, '/')
  if (bare(url.hostname) !== bare(home.hostname) || !`${url.pathname}/`.startsWith(folder)) return null
  const id = url.searchParams.get('p')
  if (id && /^\d+$/.test(id)) return { by: 'include', value: id }
  const slug = decoded(url.pathname.slice(folder.length).split('/').filter(Boolean).at(-1))
  return slug && !slug.includes(',') && !/\.\w{2,4}$/.test(slug) ? { by: 'slug', value: slug } : null
}

type Keyed = { url: string; key: ReturnType<typeof postKey> }

function groups(keyed: Keyed[]): Keyed[][] {
  const made: Keyed[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const one of keyed) {
    const size = encodeURIComponent(one.key!.value).length + 3
    if (length + size > maxAddress || (made.at(-1)?.length ?? 0) >= maxPosts) {
      made.push([])
      length = 0
    }
    made.at(-1)!.push(one)
    length += size
  }
  return made
}

function bare(host: string): string {
  return host.replace(/^www\./, '')
}

function decoded(slug: unknown): string {
  const text = typeof slug === 'string' ? slug : ''
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
