import { html, xml } from '../answer.ts'
import { escapeHtml, frame, numberOf, openGraph, paragraphs, pictures, related, slice } from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite } from '../types.ts'

const origin = 'https://turkmenportal.com'
const address = (a: Article) => `${origin}/ru/news/${a.id}-${a.slug}`

// A good feed under a wrong content type: text/html.
const site: ReplicaSite = {
  hosts: ['turkmenportal.com'],
  answer({ path, query }, articles) {
    const all = articles('tm/turkmenportal')
    if (path === '/rss')
      return xml(
        rss(all.slice(0, 20), {
          title: 'Turkmenportal',
          link: origin,
          language: 'ru',
          address,
          pictures: origin,
        }),
        'text/html; charset=UTF-8',
      )
    if (path === '/ru/news') return html(list(slice(all, numberOf(query, 'page', 1), 15)))
    const id = Number(/^\/ru\/news\/(\d+)(?:-|$)/.exec(path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(page(article, all)) : null
  },
}

export default site

function list(shown: Article[]): string {
  const items = shown
    .map(
      (a) => `<div class="news-card"><a href="/ru/news/${a.id}-${a.slug}">${escapeHtml(a.title)}</a></div>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: 'Новости Туркменистана',
    body: `${menu}\n<div id="content">\n${items}\n</div>`,
  })
}

function page(a: Article, all: Article[]): string {
  return frame({
    language: 'ru',
    title: `${a.title} | Turkmenportal`,
    head: `${openGraph(a, origin)}
<link rel="alternate" hreflang="ru-ru" href="${address(a)}">
<link rel="alternate" hreflang="tk-tm" href="${origin}/tm/news/${a.id}-${a.slug}">`,
    body: `${menu}
<div class="breadcrumbs"><a href="/ru/news">Последние новости</a> / <a href="/ru/news/archive">Архив новостей</a></div>
<div id="content"><h1>${escapeHtml(a.title)}</h1>
${pictures(a)}
${paragraphs(a)}
</div>
<div class="similar"><h3>Похожие новости</h3><ul>${related(all, a, address)}</ul></div>
<footer>© Turkmenportal</footer>`,
  })
}

const menu =
  '<header><a href="/">Turkmenportal</a><nav><a href="/ru/news">Новости</a> <a href="/ru/afisha">Афиша</a> <a href="/ru/catalog">Каталог</a></nav></header>'
