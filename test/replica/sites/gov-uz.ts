import { html, json } from '../answer.ts'
import { escapeHtml, frame, numberOf, paragraphs, print, slice, teaser } from '../markup.ts'
import type { Article, ReplicaSite, SiteAnswer, SiteRequest } from '../types.ts'

const sources: Record<string, string> = { ru: 'uz/iiv-ru', uz: 'uz/iiv-uz', oz: 'uz/iiv-oz' }

// The list is the portal's JSON, only for those who send `code` and `language`; the text is in the data block
// of a Next.js page.
const site: ReplicaSite = {
  hosts: ['gov.uz', 'api-portal.gov.uz'],
  answer(request, articles) {
    if (request.host === 'api-portal.gov.uz') return list(request, articles)
    const [, language = '', id] = /^\/(ru|uz|oz)\/iiv\/news\/view\/(\d+)$/.exec(request.path) ?? []
    const article = articles(sources[language] ?? '').find((a) => a.id === Number(id))
    return article ? html(page(language, article)) : null
  },
}

export default site

function list(
  { path, query, headers }: SiteRequest,
  articles: (site: string) => Article[],
): SiteAnswer | null {
  if (path !== '/authorities/news/category') return null
  const { code, language = '' } = headers
  if (!code || !sources[language])
    return json({ message: 'Headers "code" and "language" are required' }, {}, 422)
  const all = code === 'iiv' ? articles(sources[language]) : []
  const shown = slice(all, numberOf(query, 'page', 1), 12)
  return json({
    data: shown.map((a) => ({
      id: a.id,
      date: print(a, 'yyyy-MM-dd HH:mm:ss', a.publishedAt, 'en'),
      title: a.title,
      anons: teaser(a),
    })),
    total_page: Math.max(1, Math.ceil(all.length / 12)),
  })
}

function page(language: string, a: Article): string {
  const view = {
    id: a.id,
    title: a.title,
    date: print(a, 'yyyy-MM-dd HH:mm:ss', a.publishedAt, 'en'),
    description: paragraphs(a),
    images: a.images.map((i) => `https://api-portal.gov.uz/uploads${i.path}`),
  }
  return frame({
    language,
    title: a.title,
    body: `<div id="__next"><header><a href="/${language}/iiv">IIV</a></header><main><h1>${escapeHtml(a.title)}</h1><div class="loader"></div></main></div>
<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { code: 'iiv', news: view } }, page: '/[authority]/news/view/[id]' }).replace(/</g, '\\u003c')}</script>`,
  })
}
