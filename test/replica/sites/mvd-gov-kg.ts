import { html, redirect } from '../answer.ts'
import { escapeHtml, paragraphs, print } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

// No list that anyone knows of: one page a number, with gaps.
const site: ReplicaSite = {
  hosts: ['mvd.gov.kg'],
  answer({ path }, articles) {
    if (path === '/') return redirect('https://mvd.gov.kg/rus', 302)
    if (path === '/rus') return html(frame('МВД Кыргызской Республики', '<p>Официальный сайт</p>'))
    const id = Number(/^\/rus\/news\/(\d+)$/.exec(path)?.[1] ?? 0)
    const article = articles('kg/mvd').find((a) => a.id === id)
    return article ? html(frame(article.title, body(article))) : null
  },
}

export default site

function body(a: Article): string {
  const pictures = a.images
    .map((i) => `<div class="news-image"><img src="${i.path}" alt="${escapeHtml(i.alt)}"></div>`)
    .join('\n')
  return `<div class="news-detail">
<div class="news-date">${print(a, 'dd.MM.yyyy')}</div>
<h1 class="news-title">${escapeHtml(a.title)}</h1>
${pictures}
<div class="news-text">
${paragraphs(a)}
<p>Пресс-служба МВД</p>
</div>
</div>`
}

function frame(title: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)} | МВД КР</title>
<link rel="stylesheet" href="/css/app.css">
</head>
<body>
<header><div class="top"><a href="/rus">Министерство внутренних дел Кыргызской Республики</a> <a href="tel:102">102</a></div>
<nav><ul><li><a href="/rus/ministry">О министерстве</a></li><li><a href="/rus/program-gov/program-1">Программы</a></li><li><a href="/rus/contacts">Контакты</a></li><li><a href="https://portal.mvd.gov.kg/">Электронные услуги</a></li></ul></nav></header>
<main class="container">
${main}
</main>
<aside><h3>Розыск</h3><ul><li><a href="/rus/wanted/1">Внимание, розыск!</a></li></ul></aside>
<footer><p>720040, г. Бишкек, ул. Фрунзе, 469</p><p>Телефон доверия: 102</p></footer>
</body>
</html>`
}
