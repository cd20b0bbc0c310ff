import { DateTime } from 'luxon'
import { escapeHtml, numberOf, paragraphs, pictures, print, related, slice, teaser } from '../markup.ts'
import type { Article, ReplicaSite, SiteAnswer } from '../types.ts'
import * as wp from '../wordpress.ts'

// Three WordPress sites, one a language; feeds carry the text, REST is closed to strangers.
const trees = [
  { host: 'eng.khovar.tj', folder: '/', source: 'tj/khovar-en', language: 'en-US', name: 'NIAT Khovar' },
  { host: 'khovar.tj', folder: '/rus/', source: 'tj/khovar-ru', language: 'ru-RU', name: 'НИАТ «Ховар»' },
  { host: 'khovar.tj', folder: '/', source: 'tj/khovar-tg', language: 'tg', name: 'АМИТ «Ховар»' },
]

const site: ReplicaSite = {
  hosts: ['khovar.tj', 'eng.khovar.tj'],
  robots: 'User-agent: *\nDisallow: /wp-admin/\nDisallow: /*?s=\n',
  answer(request, articles) {
    const tree = trees.find((t) => t.host === request.host && `${request.path}/`.startsWith(t.folder))
    if (!tree) return null
    const root = `https://${tree.host}${tree.folder}`
    const address = (a: Article) => `${root}${print(a, 'yyyy/MM', a.publishedAt, 'en')}/${a.slug}`
    const wordpress = {
      root,
      name: tree.name,
      language: tree.language,
      address,
      articles: articles(tree.source),
    }
    const path = `/${request.path.slice(tree.folder.length)}`
    if (path.startsWith('/wp-json/')) return wp.restClosed()
    if (path === '/feed/' || path === '/feed') return wp.feed(request, wordpress)
    const page = path === '/' ? 1 : Number(/^\/lenta-novostey\/page\/(\d+)\/$/.exec(path)?.[1] ?? 0)
    if (page) return list(wordpress, slice(wordpress.articles, page, 10))
    const shortId = numberOf(request.query, 'p', 0)
    const article = wordpress.articles.find(
      (a) => a.id === shortId || new URL(address(a)).pathname === request.path.replace(/\/$/, ''),
    )
    return article ? articlePage(wordpress, article) : null
  },
}

export default site

function list(wordpress: wp.WordpressSite, shown: Article[]): SiteAnswer {
  const items = shown
    .map(
      (a) =>
        `<div class="news-item"><h3><a href="${wordpress.address(a)}">${escapeHtml(a.title)}</a></h3><p>${escapeHtml(teaser(a))}</p><a class="more" href="${wordpress.address(a)}">…</a></div>`,
    )
    .join('\n')
  return wp.page(
    wordpress.language,
    wp.head(wordpress, wordpress.name),
    `${items}<a class="page-numbers" href="${wordpress.root}lenta-novostey/page/2/">2</a>`,
  )
}

function articlePage(wordpress: wp.WordpressSite, a: Article): SiteAnswer {
  const agency =
    wordpress.language === 'tg'
      ? 'АМИТ «Ховар»'
      : wordpress.language === 'en-US'
        ? 'NIAT «Khovar»'
        : 'НИАТ «Ховар»'
  const city = wordpress.language === 'en-US' ? 'DUSHANBE' : 'ДУШАНБЕ'
  const [lead = '', ...rest] = a.paragraphs
  const text = { ...a, paragraphs: [`${city}, ${print(a, 'dd.MM.yyyy')} /${agency}/. ${lead}`, ...rest] }
  return wp.page(
    wordpress.language,
    wp.head(wordpress, `${a.title} | ${wordpress.name}`),
    `<header><a href="${wordpress.root}">${wordpress.name}</a> <a href="https://khovar.tj/">Тоҷ</a> <a href="https://khovar.tj/rus/">Рус</a> <a href="https://eng.khovar.tj/">Eng</a></header>
<div class="single"><h1>${escapeHtml(a.title)}</h1>
<div class="date">${russianDate(a)}</div>
<div class="entry">${pictures(a)}
${paragraphs(text)}
<div class="ya-share2" data-services="vkontakte,facebook,telegram"></div>
</div></div>
<div class="sidebar"><ul>${related(wordpress.articles, a, wordpress.address)}</ul></div>`,
  )
}

/** «Июль 29, 2024 11:02»: the Russian month first, on the pages of every language. */
function russianDate(a: Article): string {
  const at = DateTime.fromJSDate(a.publishedAt, { zone: a.timeZone }).setLocale('ru')
  const month = at.toFormat('LLLL')
  return `${month[0]!.toUpperCase()}${month.slice(1)} ${at.toFormat('dd, yyyy HH:mm')}`
}
