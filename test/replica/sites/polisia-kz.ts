import { redirect } from '../answer.ts'
import { escapeHtml, isoLocal, numberOf, paragraphs, print, slice, teaser } from '../markup.ts'
import type { Article, ReplicaSite, SiteAnswer, SiteRequest } from '../types.ts'
import * as wp from '../wordpress.ts'

// WordPress network, theme Publisher: Kazakh at the root, Russian under /ru/; both leave REST open.
const site: ReplicaSite = {
  hosts: ['polisia.kz'],
  robots:
    'User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: https://polisia.kz/wp-sitemap.xml\n',
  answer(request, articles) {
    const ru = request.path === '/ru' || request.path.startsWith('/ru/')
    return ru
      ? tree(request, request.path.slice(3) || '/', {
          root: 'https://polisia.kz/ru/',
          name: 'Polisia.kz',
          language: 'ru-RU',
          address: (a) => `https://polisia.kz/ru/${a.slug}/`,
          articles: articles('kz/polisia-ru'),
        })
      : tree(request, request.path, {
          root: 'https://polisia.kz/',
          name: 'Polisia.kz',
          language: 'kk',
          address: (a) => `https://polisia.kz/${a.slug}/`,
          articles: articles('kz/polisia-kk'),
        })
  },
}

export default site

function tree(request: SiteRequest, path: string, wordpress: wp.WordpressSite): SiteAnswer | null {
  if (path === '/wp-json/wp/v2/posts' || path === '/wp-json/wp/v2/posts/') return wp.posts(request, wordpress)
  if (path === '/feed/' || path === '/feed') return wp.feed(request, wordpress)
  const shortId = numberOf(request.query, 'p', 0)
  if (path === '/' && shortId) {
    const found = wordpress.articles.find((a) => a.id === shortId)
    return found ? redirect(wordpress.address(found)) : null
  }
  const page = path === '/' ? 1 : Number(/^\/page\/(\d+)\/$/.exec(path)?.[1] ?? 0)
  if (page) return list(wordpress, page)
  const article = wordpress.articles.find((a) => `/${a.slug}/` === path || `/${a.slug}` === path)
  return article ? articlePage(wordpress, article) : null
}

function list(wordpress: wp.WordpressSite, page: number): SiteAnswer | null {
  const shown = slice(wordpress.articles, page, 12)
  if (shown.length === 0) return null
  const items = shown
    .map(
      (
        a,
      ) => `<article class="post-${a.id} type-post format-standard has-post-thumbnail listing-item listing-item-blog listing-item-blog-1 main-term-1">
<div class="item-inner clearfix">
<div class="featured clearfix"><div class="term-badges floated"><span class="term-badge"><a href="${wordpress.root}category/novosti/">${escapeHtml(a.category)}</a></span></div>
<a title="${escapeHtml(a.title)}" class="img-holder" href="${wordpress.address(a)}"></a></div>
<h2 class="title"><a href="${wordpress.address(a)}" class="post-url post-title">${escapeHtml(a.title)}</a></h2>
<div class="post-meta"><a href="${wordpress.root}author/press/" class="post-author-a"><i class="post-author author">press</i></a>
<span class="time"><time class="post-published updated" datetime="${isoLocal(a)}">${print(a, 'dd.MM.yyyy')}</time></span></div>
<div class="post-summary">${escapeHtml(teaser(a))}</div>
</div>
</article>`,
    )
    .join('\n')
  return wp.page(
    wordpress.language,
    wp.head(wordpress, wordpress.name),
    `${menu(wordpress)}
<main id="content" class="content-container"><div class="listing listing-blog listing-blog-1 clearfix columns-1">
${items}
</div><div class="pagination bs-numbered-pagination"><a class="next page-numbers" href="${wordpress.root}page/${page + 1}/">»</a></div></main>
${footer}`,
  )
}

function articlePage(wordpress: wp.WordpressSite, a: Article): SiteAnswer {
  const picture = a.images[0]
  const related = wordpress.articles.filter((other) => other.id !== a.id).slice(0, 3)
  const meta = picture
    ? `<meta property="og:image" content="${new URL(picture.path, wordpress.root).href}">`
    : ''
  return wp.page(
    wordpress.language,
    wp.head(
      wordpress,
      `${a.title} – Polisia.kz`,
      `<link rel="canonical" href="${wordpress.address(a)}">
<meta property="og:title" content="${escapeHtml(a.title)}">
<meta property="article:published_time" content="${isoLocal(a)}">
${meta}`,
    ),
    `${menu(wordpress)}
<article class="post-${a.id} single-post-content">
<div class="single-featured">${picture ? `<img src="${picture.path}" alt="${escapeHtml(picture.alt)}">` : ''}</div>
<h1 class="single-post-title"><span class="post-title" itemprop="headline">${escapeHtml(a.title)}</span></h1>
<div class="post-meta single-post-meta"><time class="post-published updated" datetime="${isoLocal(a)}">${print(a, 'dd.MM.yyyy')}</time></div>
<div class="entry-content clearfix single-post-content">
${paragraphs(a)}
</div>
<div class="post-share"><a href="https://t.me/share/url?url=${wordpress.address(a)}">Telegram</a></div>
</article>
<div class="post-related"><div class="section-heading">${wordpress.language === 'kk' ? 'Ұқсас жаңалықтар' : 'Похожие материалы'}</div>
${related.map((r) => `<div class="listing-mg-item"><a class="post-url" href="${wordpress.address(r)}">${escapeHtml(r.title)}</a></div>`).join('\n')}
</div>
${footer}`,
  )
}

function menu({ root, language }: wp.WordpressSite): string {
  const [news, video, contacts] =
    language === 'kk' ? ['Жаңалықтар', 'Бейне', 'Байланыс'] : ['Новости', 'Видео', 'Контакты']
  return `<header id="header" class="site-header"><nav class="main-menu"><ul><li><a href="${root}">${news}</a></li><li><a href="${root}video/">${video}</a></li><li><a href="${root}contacts/">${contacts}</a></li></ul></nav><a href="https://polisia.kz/">Қаз</a> <a href="https://polisia.kz/ru/">Рус</a></header>`
}

const footer = '<footer id="site-footer"><p>© Polisia.kz</p></footer>'
