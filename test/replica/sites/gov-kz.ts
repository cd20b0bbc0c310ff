import { html, json } from '../answer.ts'
import { isoLocal, numberOf, paragraphs, slice } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

// One portal of all ministries: a shell page, and a JSON list whose shape depends on who built the answer.
const site: ReplicaSite = {
  hosts: ['www.gov.kz'],
  robots: 'User-agent: *\nDisallow: /memleket/entities/*/search\n',
  answer(request, articles) {
    if (request.path.startsWith('/memleket/entities/qriim/press/news')) return html(shell)
    if (request.path !== '/api/v1/public/content-manager/news') return null
    if (request.query.get('projects') !== 'eq:qriim') return json([])
    const kazakh = request.headers['accept-language']?.startsWith('kk')
    const all = articles(kazakh ? 'kz/qriim-kk' : 'kz/qriim')
    const page = numberOf(request.query, 'page', 1)
    const content = slice(all, page, numberOf(request.query, 'size', 20))
    return kazakh
      ? json(content.map(olderShape))
      : json({ content: content.map(newerShape), totalElements: all.length, number: page })
  },
}

export default site

function newerShape(a: Article) {
  return {
    id: a.id,
    slug: a.slug,
    title: a.title,
    body: paragraphs(a),
    created_date: isoLocal(a).replace(/([+-]\d\d:\d\d)$/, '.000$1'),
    published_at: a.publishedAt.toISOString(),
    project: 'qriim',
    images: a.images.map((i) => ({ url: i.path, name: i.alt })),
  }
}

function olderShape(a: Article) {
  return {
    id: a.id,
    name: a.title,
    body: paragraphs(a),
    created_date: a.publishedAt.toISOString(),
    heropic: a.images[0]?.path ?? null,
  }
}

const shell = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>GOV.KZ</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/static/js/main.7f3c1d.js"></script></body></html>`
