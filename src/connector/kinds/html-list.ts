import { load } from 'cheerio'
import type { Item, ItemField } from '../../model/item.ts'
import { type Field, type Fields, readFields } from '../fields/field.ts'
import { type ArticleOption, toArticleReader } from '../page/article-reader.ts'
import type { Strategy } from '../types.ts'
import { nextOf, type Paging } from './paging.ts'

export interface HtmlListOptions {
  /** Address of the list. */
  url: string
  /** Selector of one entry of the list. */
  item: string
  /** How the fields of an entry are read, from within it. */
  fields: Fields & { url: Field<string> }
  /** How an entry's own page is read. */
  article?: ArticleOption
  /** Where older entries are. */
  next?: Paging
  headers?: Record<string, string>
}

/** A page that lists news, and a page for each. */
export function htmlList({ url, item, fields, article = true, next, headers }: HtmlListOptions): Strategy {
  const reader = toArticleReader(article)
  const request = (address: string) => ({
    url: address,
    expect: 'html' as const,
    ...(headers && { headers }),
  })
  return {
    kind: 'htmlList',
    addresses: [url],
    declares: Object.keys(fields) as ItemField[],
    ...(reader && { articleDeclares: reader.declares }),
    first: () => request(url),
    parse(response) {
      const $ = load(response.text)
      const entries = $(item).toArray()
      const items = entries.map((entry) => readFields(fields, { element: $(entry), baseUrl: response.url }))
      const older = next && items.length > 0 ? nextOf(next, response.requestedUrl, $) : undefined
      return { items: distinct(items), ...(older && { next: request(older) }) }
    },
    article: (listed, site) => (listed.html || !reader ? null : reader.request(listed, site)),
    readArticle: (response, listed, site) => reader?.read(response, listed, site) ?? listed,
  }
}

/** Entries without an address are adverts and headings; the same story in a slider and a list is one. */
function distinct(items: Item[]): Item[] {
  const byUrl = new Map<string, Item>()
  for (const item of items) if (item.url) byUrl.set(item.url, { ...item, ...byUrl.get(item.url) })
  return [...byUrl.values()]
}
