import { load } from 'cheerio'
import type { Item, ItemField } from '../../model/item.ts'
import type { SourceFacts } from '../../model/source.ts'
import { readArticle } from '../article/read-article.ts'
import { type Fields, readFields } from '../fields/field.ts'
import { images } from '../fields/image-fields.ts'
import type { SourceRequest, SourceResponse } from '../types.ts'
import { mergeItem } from './merge-item.ts'

/** How an item's own page is read; selectors that find nothing fall back to what the page says of itself. */
export interface ArticlePage {
  /** Selectors. */
  title?: string
  body?: string
  publishedAt?: string
  images?: string
  /** Taken out of the body before it is read: sharing bars, counters, «read also». */
  remove?: string[]
  /** What selectors alone cannot say; read from the whole page and trusted over the list. */
  fields?: Fields
  /** Address to read instead of the item's own: a light host, a print version. */
  at?(url: string): string
}

/** Reads the page of one item; made by the kit from `ArticlePage`, by `nextData`, `jsonDetail`. */
export interface ArticleReader {
  /** Fields at least one item has once its page is read. */
  declares: ItemField[]
  request(item: Item, site: SourceFacts): SourceRequest | null
  read(response: SourceResponse, item: Item, site: SourceFacts): Item
}

/** `true`: the generic reader; `false`: the list says everything. */
export type ArticleOption = boolean | ArticlePage | ArticleReader

/** Null where items need no page of their own. */
export function toArticleReader(option: ArticleOption): ArticleReader | null {
  if (option === false) return null
  if (option === true) return pageReader({})
  return 'read' in option ? option : pageReader(option)
}

function pageReader(page: ArticlePage): ArticleReader {
  const { at, images: pictures, ...rest } = page
  const { fields: named, ...selectors } = rest
  const fields: Fields = { ...(pictures && { images: images(pictures) }), ...named }
  return {
    declares: ['html', ...(Object.keys(named ?? {}) as ItemField[])],
    request: ({ url }) => (url ? { url: at?.(url) ?? url, expect: 'html' } : null),
    read: (response, item, site) =>
      mergeItem(item, readPage(response, site, selectors), readOwnFields(response, fields, item)),
  }
}

type PageSelectors = Omit<ArticlePage, 'fields' | 'at' | 'images'>

/** What a page says of itself, as an item without an address. */
export function readPage(response: SourceResponse, site: SourceFacts, selectors: PageSelectors): Item {
  const { language, timeZone } = site
  const { publishedAt: date, ...others } = selectors
  const article = readArticle(response.text, {
    url: response.url,
    selectors: { ...others, ...(date && { date }) },
    language,
    timeZone,
  })
  return {
    ...(article.title && { title: article.title }),
    ...(article.summary && { summary: article.summary }),
    ...(article.html ? { html: article.html } : article.text && { text: article.text }),
    ...(article.publishedAt && { publishedAt: article.publishedAt }),
    ...(article.modifiedAt && { updatedAt: article.modifiedAt }),
    ...(article.images.length > 0 && { images: article.images }),
    ...(article.language &&
      primary(article.language) !== primary(language) && { language: article.language }),
  }
}

// A page that says `ru-RU` where the source says `ru` says nothing new.
function primary(tag: string): string {
  return tag.split('-')[0]!.toLowerCase()
}

function readOwnFields(response: SourceResponse, fields: Fields, item: Item): Item {
  if (Object.keys(fields).length === 0) return {}
  const element = load(response.text).root() as unknown as Parameters<typeof readFields>[1]['element']
  return readFields(fields, { element, baseUrl: response.url, itemUrl: item.url })
}
