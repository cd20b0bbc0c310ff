import { html } from '../answer.ts'
import { escapeHtml, paragraphs, views } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

// Numbered posts, no list, no date of publication anywhere on the page; the slug is not looked at.
const site: ReplicaSite = {
  hosts: ['nmdk.gov.az', 'www.nmdk.gov.az'],
  answer({ path }, articles) {
    const all = articles('az/nmdk')
    if (path === '/') return html(frame('Ana səhifə', home(all)))
    const id = Number(/^\/page\/post\/(\d+)(?:\/[^/]*)?\/?$/.exec(path)?.[1] ?? 0)
    const article = all.find((a) => a.id === id)
    return article ? html(frame(article.title, post(article))) : null
  },
}

export default site

function home(all: Article[]): string {
  const links = all
    .slice(0, 6)
    .map((a) => `<li><a href="/page/post/${a.id}/${a.slug}">${escapeHtml(a.title)}</a></li>`)
    .join('\n')
  return `<ul class="last-posts">\n${links}\n</ul>`
}

function post(a: Article): string {
  const pictures = a.images.map((i) => `<img src="${i.path}" alt="${escapeHtml(i.alt)}">`).join('\n')
  return `<div class="post-content" id="post-${a.id}">
<h1 class="post-title">${escapeHtml(a.title)}</h1>
<div class="post-images">${pictures}</div>
<div class="post-text">
${paragraphs(a)}
</div>
<div class="post-footer"><span class="viewed">Baxılıb: ${views(a)}</span> <a href="?full_version=1&amp;lang=az">Tam versiya</a></div>
</div>`
}

function frame(title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="az">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="header"><a href="/">Narkomanlığa və Narkotik Vasitələrin Qanunsuz Dövriyyəsinə Qarşı Mübarizə üzrə Dövlət Komissiyası</a>
<div class="langs"><a href="?lang=az">AZ</a> <a href="?lang=ru">RU</a> <a href="?lang=en">EN</a></div></div>
<ul id="menu"><li><a href="/page/komissiya">Komissiya</a></li><li><a href="/page/qanunvericilik">Qanunvericilik</a></li><li><a href="/page/elaqe">Əlaqə</a></li></ul>
${main}
<div id="footer">© NMDK. Qaynar xətt: (012) 102</div>
</body>
</html>`
}
