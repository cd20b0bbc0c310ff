import { escapeHtml, paragraphs, pictures, related } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'
import * as wp from '../wordpress.ts'

const root = 'https://www.eu-cadap.org/'
const address = (a: Article) => `${root}${a.slug}/`

// Phase 7 of the programme: a plain WordPress with REST open.
const site: ReplicaSite = {
  hosts: ['www.eu-cadap.org'],
  answer(request, articles) {
    const wordpress = {
      root,
      name: 'CADAP 7',
      language: 'en-GB',
      address,
      articles: articles('regional/cadap'),
    }
    if (request.path === '/wp-json/wp/v2/posts') return wp.posts(request, wordpress)
    if (request.path === '/feed/') return wp.feed(request, wordpress)
    const article = wordpress.articles.find((a) => `/${a.slug}/` === request.path)
    if (!article) return null
    return wp.page(
      'en-GB',
      wp.head(wordpress, `${article.title} - CADAP 7`),
      `<header><a href="${root}">CADAP</a></header><article><h1 class="entry-title">${escapeHtml(article.title)}</h1>
<div class="entry-content">${pictures(article)}
${paragraphs(article)}
</div></article><aside><ul>${related(wordpress.articles, article, address)}</ul></aside>`,
    )
  },
}

export default site
