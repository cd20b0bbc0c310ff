import type { Item } from '../../model/item.ts'
import { canonicalUrl } from '../canonical-url.ts'
import { htmlLine } from '../feed/text-construct.ts'
import { oneLine } from '../html/plain-spaces.ts'
import { htmlToText, sanitizeHtml } from '../html.ts'
import { articleBody } from './article-body.ts'
import { articleImages } from './article-images.ts'
import { articleTitle } from './article-title.ts'
import { isArticle, words } from './linked-data.ts'
import { metaOf } from './meta.ts'
import { type Page, parsePage } from './page.ts'
import { modificationDate, type PublishedFrom, publicationDate } from './publication-date.ts'

/** CSS selectors of one site; what one does not find is read as on any other page. */
export interface ArticleSelectors {
  title?: string
  body?: string
  /** Its `datetime` or `content` attribute counts before its text. */
  date?: string
  /** Taken out before anything else is read. */
  remove?: string[]
}

export interface Article {
  title: string
  /** Plain text of `html`. */
  text: string
  /** Sanitised. */
  html: string
  summary?: string
  /** As printed. */
  publishedAt?: string
  /** `YYYY-MM-DD`, where the print tells it without a language engine. */
  publishedOn?: string
  publishedFrom?: PublishedFrom
  /** As printed. */
  modifiedAt?: string
  images: NonNullable<Item['images']>
  /** BCP 47, as declared, else as asked. */
  language?: string
  /** The address the page gives itself, canonical. */
  canonical?: string
}

export interface ReadArticleOptions {
  url: string
  selectors?: ArticleSelectors
  /** BCP 47 of the site, for pages that declare none. */
  language?: string
  /** IANA zone in which the day of an instant is told. */
  timeZone?: string
}

/**
 * Reads one article from its page: by the site's selectors, then by what the page says of itself (JSON-LD, metas,
 * microdata), then by its looks. Pure; fields that cannot be found are absent or empty. Throws only on a selector
 * that is no CSS.
 */
export function readArticle(html: string, options: ReadArticleOptions): Article {
  const { url, selectors = {}, timeZone } = options
  const page = parsePage(html, url)
  const language = declaredLanguage(page) ?? options.language
  const title = selectedText(page, selectors.title) || articleTitle(page)
  const published = publicationDate(page, { language, timeZone, url }, selectors.date)
  const modifiedAt = modificationDate(page)
  const summary = htmlLine(
    metaOf(page.meta, 'og:description', 'description', 'twitter:description') ??
      words(page.data.filter(isArticle)[0]?.description) ??
      '',
  )
  const canonical = ownAddress(page)

  const body = articleBody(page, title, selectors)
  const safe = sanitizeHtml(body, page.base)
  return {
    title,
    text: htmlToText(safe),
    html: safe,
    images: articleImages(page, body),
    ...(summary && { summary }),
    ...(published && { publishedAt: published.at, publishedFrom: published.from }),
    ...(published?.on && { publishedOn: published.on }),
    ...(modifiedAt && { modifiedAt }),
    ...(language && { language }),
    ...(canonical && { canonical }),
  }
}

function selectedText({ document }: Page, selector: string | undefined): string {
  if (!selector) return ''
  const element = document.querySelector(selector)
  return oneLine(element?.getAttribute('content') ?? element?.textContent ?? '')
}

function declaredLanguage({ document, meta, data }: Page): string | undefined {
  const stated = [
    document.documentElement?.getAttribute('lang'),
    document.documentElement?.getAttribute('xml:lang'),
    words(data.find(isArticle)?.inLanguage),
    metaOf(meta, 'content-language', 'og:locale', 'language', 'dc.language'),
  ]
  const tag = stated
    .map((value) => value?.trim().replace('_', '-'))
    .find((value) => value && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(value))
  return tag || undefined
}

/** A page that calls the front page its own address is mistaken. */
function ownAddress({ document, meta, base, url }: Page): string | undefined {
  const href =
    document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? metaOf(meta, 'og:url')
  const address = href ? canonicalUrl(href, base) : null
  if (!address) return undefined
  const isFrontPage = new URL(address).pathname === '/' && (URL.parse(url)?.pathname ?? '/') !== '/'
  return isFrontPage ? undefined : address
}
