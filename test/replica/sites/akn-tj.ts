import { json } from '../answer.ts'
import { escapeHtml, paragraphs, pictures, print, related } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'
import * as wp from '../wordpress.ts'

// WordPress with a translation plug-in: Russian under /ru/, the REST root shared and asked with ?lang=ru.
const site: ReplicaSite = {
  hosts: ['akn.tj'],
  answer(request, articles) {
    const wordpress: wp.WordpressSite = {
      root: 'https://akn.tj/',
      name: 'Агентство по контролю за наркотиками',
      language: 'ru-RU',
      address,
      articles: articles('tj/akn'),
    }
    if (request.path === '/wp-json/wp/v2/posts')
      return request.query.get('lang') === 'ru'
        ? wp.posts(request, wordpress)
        : json([], { 'x-wp-total': '0', 'x-wp-totalpages': '0' })
    if (request.path === '/ru/feed/') return wp.feed(request, wordpress)
    const article = wordpress.articles.find(
      (a) => new URL(address(a)).pathname === request.path.replace(/\/?$/, '/'),
    )
    if (article) return page(wordpress, article)
    return request.path === '/ru/' ? home(wordpress) : null
  },
}

export default site

function address(a: Article): string {
  return `https://akn.tj/ru/${print(a, 'yyyy/MM/dd', a.publishedAt, 'en')}/${a.slug}/`
}

function home(wordpress: wp.WordpressSite) {
  return wp.page(
    'ru-RU',
    wp.head(wordpress, wordpress.name),
    `${banner}<ul class="news">${related(wordpress.articles, null, address, 10)}</ul>`,
  )
}

function page(wordpress: wp.WordpressSite, a: Article) {
  return wp.page(
    'ru-RU',
    wp.head(wordpress, a.title),
    `${banner}
<article id="post-${a.id}" class="post-${a.id} post type-post"><h1 class="entry-title">${escapeHtml(a.title)}</h1>
<div class="entry-content">${pictures(a)}
${paragraphs(a)}
</div></article>
<aside><h3>Последние новости</h3><ul>${related(wordpress.articles, a, address)}</ul></aside>
<footer>© АКН. Телефон доверия: 234-88-88</footer>`,
  )
}

const banner =
  '<header><p>Агентство по контролю за наркотиками при Президенте Республики Таджикистан</p><nav><a href="https://akn.tj/">Тоҷикӣ</a> <a href="https://akn.tj/ru/">Русский</a> <a href="https://akn.tj/en/">English</a></nav></header>'
