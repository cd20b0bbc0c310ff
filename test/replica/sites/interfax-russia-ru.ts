import { html, xml } from '../answer.ts'
import { escapeHtml, frame, openGraph, paragraphs, pictures, print, related } from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite } from '../types.ts'

const origin = 'https://www.interfax-russia.ru'
const address = (a: Article) => `${origin}/${a.category}/news/${a.slug}`

// The rubric is the region in the path; the list prints the day once, as a heading, and never the year.
const site: ReplicaSite = {
  hosts: ['www.interfax-russia.ru', 'interfax-russia.ru'],
  answer({ path }, articles) {
    const all = articles('ru/interfax-russia')
    if (path === '/rss/public.rss')
      return xml(
        rss(all.slice(0, 25), { title: 'Интерфакс-Россия', link: origin, language: 'ru', address }),
        'application/xml; charset=utf-8',
      )
    if (path === '/news') return html(list(all))
    const article = all.find((a) => `/${a.category}/news/${a.slug}` === path)
    return article ? html(page(article, all)) : null
  },
}

export default site

function list(all: Article[]): string {
  let day = ''
  const rows = all
    .map((a) => {
      const heading = print(a, 'd MMMM')
      const row = `<li><span class="news-datetime">${print(a, 'HH:mm')}</span> <a href="/${a.category}/news/${a.slug}">${escapeHtml(a.title)}</a></li>`
      const head = heading === day ? '' : `<li><h2>${heading}</h2></li>\n`
      day = heading
      return head + row
    })
    .join('\n')
  return frame({
    language: 'ru',
    title: 'Новости регионов — Интерфакс-Россия',
    body: `${menu}\n<ul class="list-unstyled lenta-all-news">\n${rows}\n</ul>\n<button class="btn-show-more">Показать ещё</button>`,
  })
}

function page(a: Article, all: Article[]): string {
  const [lead = '', ...rest] = a.paragraphs
  const dateline = `Москва. ${print(a, 'd MMMM')}. INTERFAX-RUSSIA.RU – `
  return frame({
    language: 'ru',
    title: a.title,
    head: openGraph(a, origin),
    body: `${menu}
<article itemscope itemtype="http://schema.org/NewsArticle">
<h1 itemprop="headline">${escapeHtml(a.title)}</h1>
<div class="news-datetime">${print(a, "d MMMM yyyy 'г.' HH:mm")}</div>
${pictures(a)}
<div class="editor-content" itemprop="articleBody">
${paragraphs({ ...a, paragraphs: [dateline + lead, ...rest] })}
<div class="banner"><a href="https://ads.example/">Реклама</a></div>
</div>
</article>
<div class="block-read-more"><h3>Читайте также</h3><ul>${related(all, a, address)}</ul></div>
<footer>Использование материалов разрешается при наличии гиперссылки.</footer>`,
  })
}

const menu =
  '<header><a href="/">ИНТЕРФАКС-РОССИЯ</a><nav><a href="/moscow">Москва</a> <a href="/siberia">Сибирь</a> <a href="/ural">Урал</a> <a href="/volga">Поволжье</a></nav></header>'
