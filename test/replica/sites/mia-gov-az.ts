import { html } from '../answer.ts'
import { escapeHtml, numberOf, paragraphs, print, slice } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

const site: ReplicaSite = {
  hosts: ['mia.gov.az', 'www.mia.gov.az'],
  answer({ path, query }, articles) {
    const all = articles('az/mia')
    if (path === '/az/news/') return html(frame('Xəbərlər', list(all, numberOf(query, 'page', 1))))
    const id = Number(/^\/az\/news\/(\d+)(?:\/[^/]*)?\/?$/.exec(path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(frame(article.title, news(article))) : null
  },
}

export default site

function list(all: Article[], page: number): string {
  const items = slice(all, page, 9)
    .map(
      (a) => `<div class="news-item">
<a class="news-link" href="/az/news/${a.id}/${a.slug}/"><img src="${a.images[0]?.path ?? '/img/gerb.png'}" alt=""><h3 class="news-title">${escapeHtml(a.title)}</h3></a>
<span class="news-date">${print(a, 'dd.MM.yyyy')}</span>
</div>`,
    )
    .join('\n')
  return `<h1>Xəbərlər</h1>\n<div class="news-list">\n${items}\n</div>\n<ul class="pagination"><li><a href="/az/news/?page=${page + 1}">&gt;</a></li></ul>`
}

function news(a: Article): string {
  return `<div class="news-inner">
<h1 class="news-inner-title">${escapeHtml(a.title)}</h1>
<span class="news-date">${print(a, 'dd.MM.yyyy HH:mm')}</span>
<div class="news-inner-text">
${paragraphs(a)}
</div>
${a.images.map((i) => `<img class="news-inner-image" src="${i.path}" alt="${escapeHtml(i.alt)}">`).join('\n')}
</div>`
}

function frame(title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="az">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)} | Azərbaycan Respublikası Daxili İşlər Nazirliyi</title>
</head>
<body>
<div class="accessibility"><h4>Görmə imkanları məhdud olanlar üçün</h4><a href="#">A-</a><a href="#">A+</a></div>
<header><a href="/az/">Azərbaycan Respublikası Daxili İşlər Nazirliyi</a><nav><ul><li><a href="/az/ministry/">Nazirlik</a></li><li><a href="/az/legislation/1/view/44/">Qanunvericilik</a></li><li><a href="/az/news/">Xəbərlər</a></li></ul></nav></header>
<div class="structures"><h4>Struktur qurumlarının internet saytları</h4><ul><li><a href="https://dyp.gov.az/">Dövlət Yol Polisi</a></li></ul></div>
<main>
${main}
</main>
<footer>Bakı şəhəri, Azərbaycan prospekti 7. 102</footer>
</body>
</html>`
}
