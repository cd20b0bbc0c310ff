import { html, json } from '../answer.ts'
import { escapeHtml, frame, openGraph, paragraphs, pictures, print, related } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'
import * as wp from '../wordpress.ts'

const origin = 'https://www.ogirk.ru'
const day = (a: Article) => print(a, 'yyyy/MM/dd', a.publishedAt, 'en')
const address = (a: Article) => `${origin}/${day(a)}/${a.slug}/`

// WordPress behind another front: its own REST routes answer, wp/v2 does not, the feed does.
const site: ReplicaSite = {
  hosts: ['www.ogirk.ru', 'ogirk.ru'],
  answer(request, articles) {
    const all = articles('ru/ogirk')
    if (request.path.startsWith('/wp-json/'))
      return json({ code: 'rest_no_route', message: 'No route was found', data: { status: 404 } }, {}, 404)
    if (request.path === '/feed/' || request.path === '/feed')
      return wp.feed(request, {
        root: `${origin}/`,
        name: 'Областная газета',
        language: 'ru-RU',
        address,
        articles: all,
      })
    if (request.path === '/category/incident' || request.path === '/category/social') return html(list(all))
    const article = all.find((a) => `/${day(a)}/${a.slug}` === request.path.replace(/\/$/, ''))
    return article ? html(page(article, all)) : null
  },
}

export default site

function list(all: Article[]): string {
  const items = all
    .map(
      (a) =>
        `<div class="c-item"><a class="c-item__title" href="${address(a)}">${escapeHtml(a.title)}</a><div class="c-date">${print(a, 'dd.MM.yyyy HH:mm')}</div></div>`,
    )
    .join('\n')
  return frame({ language: 'ru', title: 'Происшествия — Областная', body: `${menu}\n${items}` })
}

function page(a: Article, all: Article[]): string {
  return frame({
    language: 'ru',
    title: `${a.title} — Областная газета`,
    head: openGraph(a, origin, { published: false }),
    body: `${menu}
<div class="c-header"><h1 class="c-header__title">${escapeHtml(a.title)}</h1>
<div class="c-date">${print(a, 'dd.MM.yyyy HH:mm')}</div><a class="c-cats__item" href="/category/social">${escapeHtml(a.category)}</a></div>
<div class="c-body"><div class="c-body__image">${pictures(a)}</div>
<div class="c-body__content">
${paragraphs(a)}
</div><div class="c-tags"><a href="/tag/irkutsk">Иркутск</a></div></div>
<div class="c-more"><h3>Читайте также</h3><ul>${related(all, a, address)}</ul></div>
<footer>Областное государственное автономное учреждение. 12+</footer>`,
  })
}

const menu =
  '<header><a href="/">ОБЛАСТНАЯ</a><nav><a href="/category/politics">Политика</a> <a href="/category/economic">Экономика</a> <a href="/category/incident">Происшествия</a></nav></header>'
