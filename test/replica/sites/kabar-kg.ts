import { html, xml } from '../answer.ts'
import { escapeHtml, frame, openGraph, paragraphs, pictures, print, related } from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite } from '../types.ts'

const origin = 'https://kabar.kg'
const address = (a: Article) => `${origin}/news/${a.slug}/`

// State agency on Wagtail: a feed without text, and the Russian feed switched off for good.
const site: ReplicaSite = {
  hosts: ['kabar.kg'],
  answer({ path }, articles) {
    const all = articles('kg/kabar')
    if (path === '/rss' || path === '/rss/')
      return xml(
        rss(all.slice(0, 30), { title: 'Кабар', link: `${origin}/`, language: 'ky', address }),
        'application/rss+xml; charset=utf-8',
      )
    if (path === '/rus/rss') return { status: 410, headers: { 'content-type': 'text/html' }, body: 'Gone' }
    const article = all.find((a) => path === `/news/${a.slug}/` || path === `/news/${a.slug}`)
    return article ? html(page(article, all)) : null
  },
}

export default site

function page(a: Article, all: Article[]): string {
  const [lead = '', ...rest] = a.paragraphs
  const dateline = `Бишкек, ${print(a, 'dd.MM.yy')}. /Кабар/. `
  return frame({
    language: 'ky',
    title: `${a.title} - Кабар`,
    head: `<link rel="alternate" type="application/rss+xml" href="/rss">\n${openGraph(a, origin, { published: false })}`,
    body: `<header><a href="/">КАБАР</a><nav><a href="/koom/">Коом</a> <a href="/sayasat/">Саясат</a> <a href="/ekonomika/">Экономика</a></nav><a href="https://ru.kabar.kg/">RU</a> <a href="https://en.kabar.kg/">EN</a></header>
<main><article class="article">
<div class="article__meta"><span class="article__category">${escapeHtml(a.category)}</span> <span class="article__date">${print(a, 'dd.MM.yyyy HH:mm')}</span></div>
<h1 class="article__title">${escapeHtml(a.title)}</h1>
<div class="article__image">${pictures(a)}</div>
<div class="article__body rich-text">
${paragraphs({ ...a, paragraphs: [dateline + lead, ...rest] })}
</div>
</article></main>
<aside><h3>Акыркы кабарлар</h3><ul>${related(all, a, address)}</ul></aside>
<footer>© «Кабар» Кыргыз улуттук маалымат агенттиги</footer>`,
  })
}
