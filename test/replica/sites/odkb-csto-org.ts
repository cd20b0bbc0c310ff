import iconv from 'iconv-lite'
import { html } from '../answer.ts'
import { escapeHtml, frame, numberOf, paragraphs, pictures, print, slice, teaser } from '../markup.ts'
import type { Article, ReplicaSite, SiteAnswer } from '../types.ts'

const address = (a: Article) => `/news/news_odkb/${a.slug}/`

// Bitrix: other news stands above the article on every page; pages older than a week are still windows-1251.
const site: ReplicaSite = {
  hosts: ['odkb-csto.org'],
  robots: 'User-agent: *\nDisallow: /bitrix/\nDisallow: /*bxajaxid=\n',
  answer({ path, query, now }, articles) {
    const all = articles('regional/csto')
    if (path === '/news/news_odkb/') return html(list(slice(all, numberOf(query, 'PAGEN_1', 1), 10)))
    const article = all.find((a) => address(a) === path)
    if (!article) return null
    const old = now.getTime() - article.publishedAt.getTime() > 7 * 86_400_000
    return old ? legacy(page(article, all)) : html(page(article, all))
  },
}

export default site

function legacy(text: string): SiteAnswer {
  const body = iconv.encode(text.replace('charset="utf-8"', 'charset="windows-1251"'), 'windows-1251')
  return { ...html(''), headers: { 'content-type': 'text/html' }, body }
}

function list(shown: Article[]): string {
  const items = shown
    .map(
      (a) => `<div class="news-item" id="bx_3218110189_${a.id}"><a href="${address(a)}">${pictures(a)}</a>
<div class="news-date-time">${print(a, 'dd.MM.yyyy')}</div><a class="news-item__name" href="${address(a)}">${escapeHtml(a.title)}</a><p>${escapeHtml(teaser(a))}</p></div>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: 'Новости ОДКБ',
    body: `${menu}<div class="news-list">\n${items}\n</div><a href="?PAGEN_1=2">След.</a>`,
  })
}

function page(a: Article, all: Article[]): string {
  const latest = all
    .filter((other) => other.id !== a.id)
    .slice(0, 3)
    .map(
      (other) =>
        `<div class="last-news__item"><span>${print(other, 'dd.MM.yyyy')}</span><a href="${address(other)}">${escapeHtml(other.title)}</a><p>${escapeHtml(teaser(other, 90))}</p></div>`,
    )
    .join('\n')
  return frame({
    language: 'ru',
    title: a.title,
    body: `${menu}<div class="last-news"><h3>Последние новости</h3>\n${latest}\n</div>
<div class="news-detail"><h1>${escapeHtml(a.title)}</h1>
<div class="news-date-time">${print(a, 'dd.MM.yyyy')}</div>
<div class="detail_picture">${pictures(a)}</div>
<div class="news-detail__text">
${paragraphs(a)}
</div></div>
<footer>© Организация Договора о коллективной безопасности</footer>`,
  })
}

const menu =
  '<header><a href="/">ОДКБ</a><ul><li><a href="/structure/">Структура</a></li><li><a href="/activities/">Противодействие незаконному обороту наркотиков</a></li><li><a href="/news/">Новости</a></li></ul></header>\n'
