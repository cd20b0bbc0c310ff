import { html, xml } from '../answer.ts'
import { escapeHtml, frame, openGraph, paragraphs, pictures, print, related } from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite, SiteRequest } from '../types.ts'

const origin = 'https://kg.akipress.org'
const address = (a: Article) => `${origin}/news:${a.id}`

// The feed answers XML to feed readers, and the home page with status 200 to browsers and bots.
const site: ReplicaSite = {
  hosts: ['kg.akipress.org'],
  answer(request, articles) {
    const all = articles('kg/akipress')
    if (request.path === '/rss')
      return looksLikeReader(request)
        ? xml(
            rss(all.slice(0, 30), {
              title: 'AKIpress',
              link: origin,
              language: 'ru',
              address: (a) => `${address(a)}?from=rss`,
            }),
          )
        : html(list(all))
    if (request.path === '/' || request.path === '/cat:1/') return html(list(all))
    const id = Number(/^\/news:(\d+)$/.exec(request.path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(page(article, all)) : null
  },
}

export default site

function looksLikeReader({ headers }: SiteRequest): boolean {
  const agent = headers['user-agent'] ?? ''
  return /feed|rss|reader|news/i.test(agent) && !/^Mozilla|Bot\/1\.0/.test(agent)
}

function list(all: Article[]): string {
  const items = all
    .map(
      (a) => `<div class="elem">
<div class="date">${print(a, 'HH:mm, dd.MM.yyyy')}</div>
<div class="title"><a href="/news:${a.id}">${escapeHtml(a.title)}</a></div>
</div>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: 'АКИpress: новости Кыргызстана',
    body: `${header}\n<div class="newslist">\n${items}\n</div>\n${footer}`,
  })
}

function page(a: Article, all: Article[]): string {
  return frame({
    language: 'ru',
    title: `${a.title} — АКИpress`,
    head: openGraph(a, origin),
    body: `${header}
<div class="newspage"><h1>${escapeHtml(a.title)}</h1>
<div class="info">${print(a, 'HH:mm, d MMMM yyyy')}</div>
<div class="article-text" itemprop="articleBody">${pictures(a)}
${paragraphs(a)}
</div>
<div class="share">Поделиться: <a href="#">Telegram</a></div></div>
<div class="more"><h4>Последние новости</h4><ul>${related(all, a, (r) => `/news:${r.id}`)}</ul></div>
${footer}`,
  })
}

const header =
  '<div class="head"><a href="/">АКИpress</a> <a href="/cat:1/">Лента</a> <a href="https://economist.kg/">Экономика</a></div>'
const footer =
  '<div class="foot">© АКИpress. Копирование, публикация, рерайт — только с письменного разрешения редакции.</div>'
