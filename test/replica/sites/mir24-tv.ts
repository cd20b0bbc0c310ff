import { html } from '../answer.ts'
import { escapeHtml, frame, openGraph, paragraphs, pictures, print, related } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

// The light host is plain text with two tails; the main one turns programs away.
const site: ReplicaSite = {
  hosts: ['mir24.tv', 'lite.mir24.tv'],
  answer({ host, path }, articles) {
    const all = articles('regional/mir24')
    if (host === 'mir24.tv')
      return { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>403 Forbidden</h1>' }
    if (path === '/' || path === '/news') return html(list(all))
    const id = Number(/^\/news\/(\d+)(?:\/|$)/.exec(path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(page(article, all)) : null
  },
}

export default site

const address = (a: Article) => `/news/${a.id}/${a.slug}`

function list(all: Article[]): string {
  const items = all
    .map(
      (a) =>
        `<li><span class="time">${print(a, 'dd.MM.yyyy HH:mm')}</span> <a href="${address(a)}">${escapeHtml(a.title)}</a></li>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: 'МИР 24',
    body: `<header><a href="/">МИР 24</a></header>\n<ul class="news">\n${items}\n</ul>`,
  })
}

function page(a: Article, all: Article[]): string {
  return frame({
    language: 'ru',
    title: `${a.title} — МИР 24`,
    head: openGraph(a, 'https://mir24.tv', { published: false }),
    body: `<header><a href="/">МИР 24</a></header>
<article><h1>${escapeHtml(a.title)}</h1>
<p class="date">${print(a, 'dd.MM.yyyy HH:mm')}</p>
${pictures(a)}
<div class="text">
${paragraphs(a)}
</div>
<div class="read-also"><p>Читайте также</p><ul>${related(all, a, address, 2)}</ul></div>
<p class="plot">Подробнее в сюжете <a href="/tags/odkb">ОДКБ</a></p>
</article>`,
  })
}
