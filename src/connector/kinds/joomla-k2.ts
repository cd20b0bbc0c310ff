import { firstOf, matching } from '../fields/combining-fields.ts'
import { printedDate } from '../fields/date-fields.ts'
import { attr, text, url } from '../fields/element-fields.ts'
import { image } from '../fields/image-fields.ts'
import type { ArticlePage } from '../page/article-reader.ts'
import type { Strategy } from '../types.ts'
import { feed } from './feed.ts'
import { htmlList } from './html-list.ts'

export interface JoomlaK2Options {
  /** Address of the K2 list: a menu item of the site. */
  list: string
  /** `feed` asks the list's own RSS, `page` its HTML. */
  read?: 'feed' | 'page'
  /** Entries a page: the step of `?start=`. */
  pageSize?: number
  /** Overrides of K2's own classes. */
  article?: ArticlePage
}

const itemPage: ArticlePage = {
  title: '.itemTitle',
  body: '.itemBody, .itemView',
  publishedAt: '.itemDateCreated',
  images: '.itemImage',
  remove: [
    '.itemTitle',
    '.itemHeader',
    '.itemToolbar',
    '.itemRatingBlock',
    '.itemHits',
    '.itemContentFooter',
    '.itemLinks',
    '.itemImageBlock',
    '.itemNavigation',
    '.itemSocialSharing',
    '.itemRelated',
    '.itemLatest',
    '.itemImageGallery',
    '.itemVideoBlock',
    '.itemComments',
    '.itemBackToTop',
  ],
}

const entry = '.itemContainer, .catItemView, .latestItemView, .userItemView'
const titleLink = '.catItemTitle a, .latestItemTitle a, .userItemTitle a'

/** Joomla with the K2 extension: its feed carries the whole text in the description. */
export function joomlaK2({ list, read = 'feed', pageSize = 12, article }: JoomlaK2Options): Strategy {
  const page = { ...itemPage, ...article }
  const address = (parameters: string) => `${list}${list.includes('?') ? '&' : '?'}${parameters}`
  if (read === 'feed') {
    const rss = feed({ url: address('format=feed&type=rss'), textIn: 'description', article: page })
    return { ...rss, kind: 'joomlaK2' }
  }
  const pages = htmlList({
    url: list,
    item: entry,
    fields: {
      url: firstOf(url(titleLink), url('a[href*="/item/"]')),
      title: firstOf(text(titleLink), attr('a[href*="/item/"] img', 'alt')),
      publishedAt: printedDate('.catItemDateCreated, .latestItemDateCreated, .userItemDateCreated'),
      summary: text('.catItemIntroText, .latestItemIntroText, .userItemIntroText'),
      images: image('.catItemImage, .latestItemImage, .userItemImage'),
      externalId: matching(url('a[href*="/item/"]'), /\/item\/(\d+)/),
    },
    article: page,
    next: { url: address('start={n}'), first: pageSize, step: pageSize },
  })
  return { ...pages, kind: 'joomlaK2' }
}
