import { escapeHtml, paragraphs, rfc822, teaser } from './markup.ts'
import type { Article } from './types.ts'

export interface RssOptions {
  title: string
  link: string
  language: string
  address: (article: Article) => string
  /** Where the whole text goes, if anywhere. */
  fullText?: 'content:encoded' | 'yandex:full-text' | 'description'
  /** Origin the pictures hang on; none leaves enclosures out. */
  pictures?: string
  generator?: string
  encoding?: string
}

/** RSS 2.0 as content management systems write it. */
export function rss(articles: Article[], options: RssOptions): string {
  const { title, link, language, generator, encoding = 'UTF-8' } = options
  return `<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:yandex="http://news.yandex.ru" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${escapeHtml(title)}</title>
<link>${escapeHtml(link)}</link>
<description>${escapeHtml(title)}</description>
<language>${language}</language>
${generator ? `<generator>${escapeHtml(generator)}</generator>\n` : ''}${articles.map((article) => item(article, options)).join('\n')}
</channel>
</rss>`
}

function item(article: Article, { address, fullText, pictures }: RssOptions): string {
  const body = paragraphs(article)
  const text =
    fullText === 'content:encoded'
      ? `<content:encoded><![CDATA[${body}]]></content:encoded>\n`
      : fullText === 'yandex:full-text'
        ? `<yandex:full-text>${escapeHtml(article.paragraphs.join('\n\n'))}</yandex:full-text>\n`
        : ''
  const picture = pictures
    ? article.images
        .slice(0, 1)
        .map((i) => `<enclosure url="${pictures}${i.path}" type="image/jpeg" length="48213"/>\n`)
        .join('')
    : ''
  return `<item>
<title>${escapeHtml(article.title)}</title>
<link>${escapeHtml(address(article))}</link>
<guid isPermaLink="true">${escapeHtml(address(article))}</guid>
<pubDate>${rfc822(article)}</pubDate>
<category><![CDATA[${article.category}]]></category>
<description><![CDATA[${fullText === 'description' ? body : escapeHtml(teaser(article))}]]></description>
${text}${picture}</item>`
}
