import { html, json, xml } from './answer.ts'
import { escapeHtml, numberOf, paragraphs, print, slice, teaser } from './markup.ts'
import { rss } from './rss.ts'
import type { Article, SiteAnswer, SiteRequest } from './types.ts'

export interface WordpressSite {
  /** With the final slash: `https://polisia.kz/ru/`. */
  root: string
  name: string
  language: string
  address: (article: Article) => string
  articles: Article[]
}

/** `wp-json/wp/v2/posts` with the parameters, headers and errors of WordPress 6. */
export function posts(request: SiteRequest, site: WordpressSite): SiteAnswer {
  const { query } = request
  const perPage = numberOf(query, 'per_page', 10)
  const page = numberOf(query, 'page', 1)
  if (perPage < 1 || perPage > 100)
    return json(refusal('rest_invalid_param', 'Invalid parameter(s): per_page'), {}, 400)
  const found = select(query, site.articles)
  const pages = Math.ceil(found.length / perPage)
  if (page > 1 && page > pages)
    return json(refusal('rest_post_invalid_page_number', 'The page number requested is too large.'), {}, 400)
  const fields = query.get('_fields')?.split(',')
  const shown = slice(found, page, perPage).map((article) => post(article, site, query.has('_embed')))
  return json(fields ? shown.map((p) => pick(p, fields)) : shown, {
    'x-wp-total': String(found.length),
    'x-wp-totalpages': String(pages),
    'access-control-expose-headers': 'X-WP-Total, X-WP-TotalPages, Link',
    ...links(request, page, pages),
  })
}

/** What a site that has closed its REST interface to strangers says. */
export function restClosed(): SiteAnswer {
  return json(refusal('rest_not_logged_in', 'You are not currently logged in.', 401), {}, 401)
}

export function feed(request: SiteRequest, site: WordpressSite): SiteAnswer {
  const found = slice(select(request.query, site.articles), numberOf(request.query, 'paged', 1), 10)
  return xml(
    rss(found, {
      title: site.name,
      link: site.root,
      language: site.language,
      address: site.address,
      fullText: 'content:encoded',
      generator: 'https://wordpress.org/?v=6.7.2',
    }),
  )
}

/** The head every page of the site carries: how a visitor finds the feed and the REST root. */
export function head(site: WordpressSite, title: string, extra = ''): string {
  return `<meta charset="UTF-8">
<title>${escapeHtml(title)}</title>
<meta name="generator" content="WordPress 6.7.2">
<link rel="alternate" type="application/rss+xml" title="${escapeHtml(site.name)} &raquo; Feed" href="${site.root}feed/">
<link rel="https://api.w.org/" href="${site.root}wp-json/">
${extra}`
}

export function page(language: string, headHtml: string, bodyHtml: string): SiteAnswer {
  return html(`<!DOCTYPE html>
<html lang="${language}">
<head>
${headHtml}
</head>
<body>
${bodyHtml}
</body>
</html>`)
}

function select(query: URLSearchParams, articles: Article[]): Article[] {
  const include = query.get('include')?.split(',').map(Number)
  const slugs = query.get('slug')?.split(',')
  const words = (query.get('search') ?? query.get('s'))?.toLowerCase()
  const after = query.get('after')
  const modifiedAfter = query.get('modified_after')
  const found = articles.filter(
    (a) =>
      (!include || include.includes(a.id)) &&
      (!slugs || slugs.includes(a.slug)) &&
      (!words || `${a.title} ${a.paragraphs.join(' ')}`.toLowerCase().includes(words)) &&
      (!after || a.publishedAt > instant(after)) &&
      (!modifiedAfter || a.modifiedAt > instant(modifiedAfter)),
  )
  const by = query.get('orderby') === 'modified' ? 'modifiedAt' : 'publishedAt'
  const sign = query.get('order') === 'asc' ? 1 : -1
  return found.sort((a, b) => sign * (a[by].getTime() - b[by].getTime()))
}

/** WordPress reads a time without offset as its own; the demo's sites take it as UTC. */
function instant(text: string): Date {
  return new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
}

function links({ host, path, query }: SiteRequest, page: number, pages: number): Record<string, string> {
  const to = (n: number) => {
    const q = new URLSearchParams(query)
    q.set('page', String(n))
    return `https://${host}${path}?${q}`
  }
  const list = [
    ...(page > 1 ? [`<${to(page - 1)}>; rel="prev"`] : []),
    ...(page < pages ? [`<${to(page + 1)}>; rel="next"`] : []),
  ]
  return list.length > 0 ? { link: list.join(', ') } : {}
}

function post(article: Article, site: WordpressSite, embed: boolean) {
  const picture = article.images[0]
  const pictureUrl = picture && new URL(picture.path, site.root).href
  const local = (at: Date) => print(article, "yyyy-MM-dd'T'HH:mm:ss", at, 'en')
  const gmt = (at: Date) => at.toISOString().slice(0, 19)
  return {
    id: article.id,
    date: local(article.publishedAt),
    date_gmt: gmt(article.publishedAt),
    guid: { rendered: `${site.root}?p=${article.id}` },
    modified: local(article.modifiedAt),
    modified_gmt: gmt(article.modifiedAt),
    slug: article.slug,
    status: 'publish',
    type: 'post',
    link: site.address(article),
    title: { rendered: escapeHtml(article.title) },
    content: { rendered: `${paragraphs(article)}\n`, protected: false },
    excerpt: { rendered: `<p>${escapeHtml(teaser(article))} [&hellip;]</p>\n`, protected: false },
    author: 1,
    featured_media: picture ? article.id + 100_000 : 0,
    comment_status: 'closed',
    categories: [1],
    tags: [],
    ...(embed && pictureUrl
      ? { _embedded: { 'wp:featuredmedia': [{ source_url: pictureUrl, alt_text: picture?.alt ?? '' }] } }
      : {}),
  }
}

function pick(value: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  const roots = fields.map((f) => f.split('.')[0]!)
  return Object.fromEntries(Object.entries(value).filter(([key]) => roots.includes(key)))
}

function refusal(code: string, message: string, status = 400) {
  return { code, message, data: { status } }
}
