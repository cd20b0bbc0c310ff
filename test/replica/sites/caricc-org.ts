import { html, redirect, xml } from '../answer.ts'
import {
  escapeHtml,
  frame,
  numberOf,
  paragraphs,
  pictures,
  print,
  related,
  slice,
  teaser,
  views,
} from '../markup.ts'
import { rss } from '../rss.ts'
import type { Article, ReplicaSite, SiteAnswer } from '../types.ts'

const archivePath = '/index.php/en/publications/news'
const pageSize = 12
const older = (a: Article) => `https://caricc.org${archivePath}/item/${a.id}-${a.slug}`
const newer = (a: Article) => `https://caricc.org/en/publications/news/${a.slug}`

// Both generations on one host: the site of 2026, and the Joomla K2 archive below index.php.
const site: ReplicaSite = {
  hosts: ['caricc.org', 'www.caricc.org'],
  answer({ path, query }, articles) {
    if (path === '/index.php/en/news') return redirect(`https://caricc.org${archivePath}`)
    if (path.startsWith('/index.php/')) return archive(path, query, articles('regional/caricc-archive'))
    const all = articles('regional/caricc')
    if (path === '/en/publications/news') return html(list(all))
    const article = all.find((a) => path === `/en/publications/news/${a.slug}`)
    return article ? html(page(article, all)) : null
  },
}

export default site

function archive(path: string, query: URLSearchParams, all: Article[]): SiteAnswer | null {
  if (path === archivePath && query.get('format') === 'feed')
    return xml(
      rss(all.slice(0, 10), {
        title: 'News',
        link: `https://caricc.org${archivePath}`,
        language: 'en-gb',
        address: older,
        fullText: 'description',
        pictures: 'https://caricc.org',
        generator: 'Joomla! - Open Source Content Management',
      }),
    )
  if (path === archivePath) return html(k2List(all, numberOf(query, 'start', 0)))
  const id = Number(/\/item\/(\d+)/.exec(path)?.[1] ?? 0)
  const article = all.find((a) => a.id === id)
  return article ? html(k2Item(article, all)) : null
}

function list(all: Article[]): string {
  const items = all
    .map(
      (
        a,
      ) => `<article class="news-card"><a class="news-card__link" href="${newer(a)}"><h3 class="news-card__title">${escapeHtml(a.title)}</h3></a>
<div class="news-card__meta">${stamp(a)} | ${views(a)}</div></article>`,
    )
    .join('\n')
  return frame({
    language: 'en',
    title: 'News — CARICC',
    body: `${header}<main class="news-list">\n${items}\n</main>`,
  })
}

function page(a: Article, all: Article[]): string {
  return frame({
    language: 'en',
    title: a.title,
    head: `<meta property="og:title" content="${escapeHtml(a.title)}">`,
    body: `${header}<main><article class="news-detail"><h1>${escapeHtml(a.title)}</h1>
<div class="news-detail__meta">${stamp(a)} | ${views(a)}</div>
<div class="news-detail__gallery">${pictures(a)}</div>
<div class="news-detail__text">
${paragraphs(a)}
</div></article><aside><h4>Latest news</h4><ul>${related(all, a, newer)}</ul></aside></main>
<footer>Central Asian Regional Information and Coordination Centre</footer>`,
  })
}

function k2List(all: Article[], start: number): string {
  const items = slice(all.slice(start), 1, pageSize)
    .map(
      (
        a,
      ) => `<div class="itemContainer itemContainerLast" style="width:100.0%;"><div class="catItemView groupLeading">
<div class="catItemHeader"><span class="catItemDateCreated">${stampK2(a)}</span>
<h3 class="catItemTitle"><a href="${archivePath}/item/${a.id}-${a.slug}">${escapeHtml(a.title)}</a></h3></div>
<div class="catItemBody"><div class="catItemImageBlock"><span class="catItemImage"><a href="${archivePath}/item/${a.id}-${a.slug}">${pictures(a)}</a></span></div>
<div class="catItemIntroText"><p>${escapeHtml(teaser(a, 220))}</p></div></div>
<div class="catItemReadMore"><a class="k2ReadMore" href="${archivePath}/item/${a.id}-${a.slug}">Read more...</a></div></div></div>`,
    )
    .join('\n')
  const pages = Array.from(
    { length: Math.ceil(all.length / pageSize) },
    (_, n) => `<a href="${archivePath}?start=${n * pageSize}">${n + 1}</a>`,
  ).join(' ')
  return frame({
    language: 'en-gb',
    title: 'News',
    head: '<meta name="generator" content="Joomla! - Open Source Content Management">',
    body: `${header}<div id="k2Container" class="itemListView"><h2>News (${all.length})</h2><div class="itemList">\n${items}\n</div><div class="k2Pagination">${pages}</div></div>`,
  })
}

function k2Item(a: Article, all: Article[]): string {
  const [intro = '', ...rest] = a.paragraphs
  return frame({
    language: 'en-gb',
    title: a.title,
    head: '<meta name="generator" content="Joomla! - Open Source Content Management">',
    body: `${header}<div id="k2Container" class="itemView wrapper">
<div class="itemHeader"><span class="itemDateCreated">${stampK2(a)}</span><h2 class="itemTitle">${escapeHtml(a.title)}</h2></div>
<div class="itemToolbar"><ul><li><a class="itemPrintLink" href="#">Print</a></li></ul></div>
<div class="itemRatingBlock"><span>Rate this item</span> <div class="itemRatingLog">(0 votes)</div></div>
<div class="itemBody"><div class="itemImageBlock"><span class="itemImage">${pictures(a)}</span></div>
<div class="itemIntroText"><p>${escapeHtml(intro)}</p></div>
<div class="itemFullText">${paragraphs({ ...a, paragraphs: rest })}</div></div>
<div class="itemContentFooter"><span class="itemHits">Read <b>${views(a)}</b> times</span></div>
<h3>Media</h3><div class="itemImageGallery"><h3>Image Gallery</h3></div>
<div class="itemLatest"><h3>Latest from CARICC</h3><ul>${related(all, a, older)}</ul></div></div>`,
  })
}

const stamp = (a: Article) => print(a, 'd MMMM yyyy, HH:mm', a.publishedAt, 'en')
const stampK2 = (a: Article) => print(a, 'EEEE, dd MMMM yyyy HH:mm', a.publishedAt, 'en')

const header =
  '<header><a href="/en">CARICC</a><nav><a href="/en/about">About</a> <a href="/en/publications/news">News</a> <a href="/en/contacts">Contacts</a></nav></header>\n'
