import { DateTime } from 'luxon'
import type { Article } from './types.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => entities[c]!)
}

/** Paragraphs as the site's editor saves them. */
export function paragraphs(article: Article): string {
  return article.paragraphs.map((p) => `<p>${escapeHtml(p)}</p>`).join('\n')
}

/** First sentence or two, for lists and feeds. */
export function teaser(article: Article, length = 160): string {
  const text = article.paragraphs[0] ?? ''
  if (text.length <= length) return text
  return `${text.slice(0, text.lastIndexOf(' ', length))}…`
}

/** A moment in the article's own zone; `format` is luxon's. */
export function print(article: Article, format: string, at = article.publishedAt, locale?: string): string {
  return DateTime.fromJSDate(at, { zone: article.timeZone })
    .setLocale(locale ?? article.language)
    .toFormat(format)
}

/** ISO 8601 to the second with the zone's offset. */
export function isoLocal(article: Article, at = article.publishedAt): string {
  return print(article, "yyyy-MM-dd'T'HH:mm:ssZZ", at, 'en')
}

export function rfc822(article: Article, at = article.publishedAt): string {
  return print(article, 'EEE, dd MMM yyyy HH:mm:ss ZZZ', at, 'en')
}

/** A number that looks like a view counter and never changes for an article. */
export function views(article: Article): number {
  return ((article.id * 7919) % 1800) + 23
}

/** A page of a list: pages count from 1. */
export function slice<T>(all: T[], page: number, size: number): T[] {
  return all.slice((page - 1) * size, page * size)
}

/** Whole number of a query parameter, or `fallback` when it is absent or not a number. */
export function numberOf(query: URLSearchParams, name: string, fallback: number): number {
  const value = Number(query.get(name) ?? Number.NaN)
  return Number.isInteger(value) ? value : fallback
}

/** A whole page: `head` beside charset and title, `body` as it stands. */
export function frame(page: { language: string; title: string; head?: string; body: string }): string {
  return `<!DOCTYPE html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
${page.head ?? ''}
</head>
<body>
${page.body}
</body>
</html>`
}

/** Open Graph and `article:` meta, as most agencies print them. */
export function openGraph(article: Article, origin: string, options: { published?: boolean } = {}): string {
  const picture = article.images[0]
  return [
    `<meta property="og:type" content="article">`,
    `<meta property="og:title" content="${escapeHtml(article.title)}">`,
    `<meta property="og:description" content="${escapeHtml(teaser(article))}">`,
    ...(picture ? [`<meta property="og:image" content="${origin}${picture.path}">`] : []),
    ...(options.published === false
      ? []
      : [`<meta property="article:published_time" content="${isoLocal(article)}">`]),
  ].join('\n')
}

/** The article's pictures as plain `img`. */
export function pictures(article: Article): string {
  return article.images.map((i) => `<img src="${i.path}" alt="${escapeHtml(i.alt)}">`).join('\n')
}

/** Links to other articles, as sidebars and «read also» blocks have them. */
export function related(
  all: Article[],
  than: Article | null,
  address: (article: Article) => string,
  count = 4,
): string {
  return all
    .filter((a) => a.id !== than?.id)
    .slice(0, count)
    .map((a) => `<li><a href="${address(a)}">${escapeHtml(a.title)}</a></li>`)
    .join('\n')
}
