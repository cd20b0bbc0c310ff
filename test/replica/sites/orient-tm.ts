import { html, xml } from '../answer.ts'
import { escapeHtml, frame, openGraph, paragraphs, pictures, related } from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite } from '../types.ts'

const origin = 'https://orient.tm'
const address = (a: Article) => `${origin}/ru/posts/${a.category}/${a.id}`

// Next.js on the server side; the last part of the path is the id.
const site: ReplicaSite = {
  hosts: ['orient.tm'],
  answer({ path }, articles) {
    const all = articles('tm/orient')
    if (path === '/ru/rss')
      return xml(rss(all.slice(0, 20), { title: 'ORIENT', link: `${origin}/ru`, language: 'ru', address }))
    if (path === '/ru/news') return html(list(all))
    const id = Number(/^\/ru\/posts\/[^/]+\/(\d+)$/.exec(path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(page(article, all)) : null
  },
}

export default site

function list(all: Article[]): string {
  const items = all
    .map(
      (a) =>
        `<div class="PostCard_card__1xZ3k"><a href="/ru/posts/${a.category}/${a.id}"><h3>${escapeHtml(a.title)}</h3></a></div>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: 'Новости — ORIENT',
    body: `<div id="__next">${menu}<main>\n${items}\n</main></div>${data({ posts: all.length })}`,
  })
}

function page(a: Article, all: Article[]): string {
  return frame({
    language: 'ru',
    title: `${a.title} | ORIENT`,
    head: openGraph(a, origin),
    body: `<div id="__next">${menu}<main><article class="Post_post__Zk2dA">
<h1>${escapeHtml(a.title)}</h1>
${pictures(a)}
${paragraphs(a)}
<p>Информационное агентство ORIENT</p>
</article><section class="Related_list__9qPq1"><ul>${related(all, a, address)}</ul></section></main></div>
${data({ id: a.id })}`,
  })
}

function data(pageProps: unknown): string {
  return `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps }, page: '/[lang]/posts', buildId: 'k3Fq0vZ' })}</script>`
}

const menu =
  '<header><a href="/ru">ORIENT</a><nav><a href="/ru/news">Новости</a><a href="/tk/news">TM</a><a href="/en/news">EN</a></nav></header>'
