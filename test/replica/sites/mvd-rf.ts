import iconv from 'iconv-lite'
import { html, xml } from '../answer.ts'
import { escapeHtml, frame, paragraphs, pictures, print, related, slice } from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite } from '../types.ts'

// The ministry and its regional sites: one id space, a feed with the whole text; one region's feed is still
// windows-1251, and articles print the day without a year.
const regions: Record<string, string> = {
  'xn--b1aew.xn--p1ai': 'ru/mvd',
  '16.xn--b1aew.xn--p1ai': 'ru/mvd-16',
  '51.xn--b1aew.xn--p1ai': 'ru/mvd-51',
}

const site: ReplicaSite = {
  hosts: Object.keys(regions),
  robots: 'User-agent: *\nDisallow: /search\nDisallow: /api/\nCrawl-delay: 1\n',
  answer({ host, path }, articles) {
    const all = articles(regions[host]!)
    const address = (a: Article) => `https://${host}/news/item/${a.id}`
    if (path === '/news/rss') {
      const legacy = host.startsWith('16.')
      const text = rss(all.slice(0, 20), {
        title: 'МВД России: новости',
        link: `https://${host}/news`,
        language: 'ru',
        address,
        fullText: 'yandex:full-text',
        ...(legacy && { encoding: 'windows-1251' }),
      })
      return legacy
        ? { ...xml('', 'text/xml'), body: iconv.encode(text, 'windows-1251') }
        : xml(text, 'text/xml; charset=utf-8')
    }
    const page = path === '/news' ? 1 : Number(/^\/news\/(\d+)\/$/.exec(path)?.[1] ?? 0)
    if (page) return html(list(slice(all, page, 10), page))
    const id = Number(/^\/news\/item\/(\d+)\/?$/.exec(path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(item(article, all)) : null
  },
}

export default site

function list(shown: Article[], page: number): string {
  const items = shown
    .map(
      (
        a,
      ) => `<div class="nw-card-b7"><a class="nw-card-b7__t" href="/news/item/${a.id}/">${escapeHtml(a.title)}</a>
<span class="nw-card-b7__d">${print(a, 'd MMMM HH:mm')}</span></div>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: 'Новости — МВД России',
    body: `${menu}\n<section class="nw-list-b7">\n${items}\n<a href="/news/${page + 1}/">Показать ещё</a></section>\n${footer}`,
  })
}

function item(a: Article, all: Article[]): string {
  return frame({
    language: 'ru',
    title: a.title,
    head: `<meta property="og:title" content="${escapeHtml(a.title)}">`,
    body: `${menu}
<main><h1>${escapeHtml(a.title)}</h1>
<div class="article"><div class="article-date-item">${print(a, 'd MMMM')}</div>
${pictures(a)}
${paragraphs(a)}
</div></main>
<aside><h3>Сайты подразделений</h3><ul>${related(all, a, (r) => `/news/item/${r.id}/`)}</ul></aside>
${footer}`,
  })
}

const menu =
  '<header><a href="/">МВД России</a><ul class="menu"><li><a href="/mvd">Министерство</a></li><li><a href="/request_main">График приема граждан</a></li><li><a href="/news">Новости</a></li></ul></header>'
const footer =
  '<footer><p>Все материалы сайта доступны по лицензии Creative Commons Attribution 4.0</p></footer>'
