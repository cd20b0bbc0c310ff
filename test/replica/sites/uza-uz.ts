import { html, json, xml } from '../answer.ts'
import {
  escapeHtml,
  frame,
  numberOf,
  openGraph,
  paragraphs,
  pictures,
  print,
  slice,
  teaser,
  views,
} from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite, SiteAnswer } from '../types.ts'

const languages: Record<string, string> = {
  oz: 'uz/uza-oz',
  uz: 'uz/uza-uz',
  ru: 'uz/uza-ru',
  en: 'uz/uza-en',
}
const address = (language: string) => (a: Article) => `https://uza.uz/${language}/posts/${a.slug}_${a.id}`

const site: ReplicaSite = {
  hosts: ['api.uza.uz', 'uza.uz'],
  answer({ host, path, query }, articles) {
    if (host === 'api.uza.uz') return api(path, query, articles)
    const feedLanguage = path === '/ru/rss' ? 'ru' : path === '/rss/' ? 'uz' : null
    if (feedLanguage)
      return xml(
        rss(articles(languages[feedLanguage]!).slice(0, 20), {
          title: 'UzA',
          link: 'https://uza.uz/',
          language: feedLanguage,
          address: address(feedLanguage),
        }),
      )
    const [, language = 'uz', id] = /^(?:\/(oz|uz|ru|en))?\/posts\/.+_(\d+)$/.exec(path) ?? []
    const article = articles(languages[language]!).find((a) => a.id === Number(id))
    return article ? html(page(language, article)) : null
  },
}

export default site

function api(path: string, query: URLSearchParams, articles: (site: string) => Article[]): SiteAnswer | null {
  const language = query.get('_l') ?? 'uz'
  const all = articles(languages[language] ?? '')
  const rest = /^\/api\/v1\/posts(?:\/(.+))?$/.exec(path)
  if (!rest) return null
  if (!rest[1]) {
    const size = numberOf(query, 'per_page', 15)
    const shown = slice(all, numberOf(query, 'page', 1), size)
    return json({ data: shown.map((a) => post(a, language)), total: all.length })
  }
  const key = rest[1]
  const article = all.find((a) => key === a.slug || key === String(a.id) || key === `${a.slug}_${a.id}`)
  return article ? json({ data: post(article, language) }) : json({ message: 'Not found' }, {}, 404)
}

function post(a: Article, language: string) {
  const picture = a.images[0]?.path
  return {
    id: a.id,
    old_id: null,
    slug: `${a.slug}_${a.id}`,
    title: a.title,
    description: teaser(a),
    content: paragraphs(a),
    publish_time: print(a, 'yyyy-MM-dd HH:mm:ss', a.publishedAt, 'en'),
    category: { title: a.category, slug: 'jamiyat' },
    files: picture
      ? {
          domain: 'https://api.uza.uz',
          folder: '/storage',
          file: picture,
          thumbnails: {
            normal: { src: `https://api.uza.uz/storage${picture}` },
            front: { src: `https://api.uza.uz/storage/f${picture}` },
          },
        }
      : null,
    viewed: views(a),
    lang: language,
  }
}

function page(language: string, a: Article): string {
  return frame({
    language,
    title: a.title,
    head: openGraph(a, 'https://api.uza.uz/storage', { published: false }),
    body: `<header><a href="/">UzA</a></header>
<div class="news-single"><h1>${escapeHtml(a.title)}</h1><div class="news-date">${print(a, 'HH:mm / yyyy-MM-dd', a.publishedAt, 'en')}</div>
${pictures(a)}<div class="news-text">
${paragraphs(a)}
</div><div class="news-views">${views(a)}</div></div>`,
  })
}
