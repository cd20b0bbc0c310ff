import type { Item, ItemField } from '../../model/item.ts'
import { parseFeed } from '../feed/parse-feed.ts'
import { type ArticleOption, toArticleReader } from '../page/article-reader.ts'
import type { Strategy } from '../types.ts'

export interface FeedOptions {
  url: string
  /** How the page of an item is read whose text the feed does not carry. */
  article?: ArticleOption
  /** `description` where the feed puts the whole text there, as K2 does. */
  textIn?: 'content' | 'description'
  /** Fields the feed is known to have. */
  declares?: ItemField[]
  /** Request headers the site insists on. */
  headers?: Record<string, string>
}

/** RSS, Atom, RDF or JSON Feed; the text from the feed where it carries it, else from the item's page. */
export function feed(options: FeedOptions): Strategy {
  const {
    url,
    article = true,
    textIn = 'content',
    headers,
    declares = ['url', 'title', 'publishedAt'],
  } = options
  const reader = toArticleReader(article)
  return {
    kind: 'feed',
    addresses: [url],
    standard: typeof article === 'boolean' && textIn === 'content',
    declares,
    first: () => ({ url, expect: 'feed', ...(headers && { headers }) }),
    parse(response) {
      const contentType = response.headers['content-type']
      const { items } = parseFeed(response.text, { url: response.url, contentType })
      return { items: textIn === 'description' ? items.map(wholeFromSummary) : items }
    },
    article: (item, site) => (item.html || item.text || !reader ? null : reader.request(item, site)),
    readArticle: (response, item, site) => reader?.read(response, item, site) ?? item,
  }
}

// A description is read as plain text with its paragraphs; where it is the whole text, it is the body.
function wholeFromSummary(item: Item): Item {
  if (item.html || item.text || !item.summary) return item
  const { summary, ...rest } = item
  return { ...rest, text: summary }
}
