import { html, redirect } from '../answer.ts'
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
} from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

// Three languages with ids of their own; no feed.
const site: ReplicaSite = {
  hosts: ['tdh.gov.tm'],
  answer({ path, query }, articles) {
    if (path === '/') return redirect('https://tdh.gov.tm/ru', 302)
    const [, language = '', kind, key] = path.split('/')
    if (!['ru', 'tk', 'en'].includes(language)) return null
    const all = articles(`tm/tdh-${language}`)
    if (kind === 'category' && key === 'default')
      return html(list(language, slice(all, numberOf(query, 'page', 1), 12)))
    const article = kind === 'post' ? all.find((a) => a.id === Number(key)) : undefined
    return article ? html(page(language, article, all)) : null
  },
}

export default site

const address = (language: string) => (a: Article) => `https://tdh.gov.tm/${language}/post/${a.id}/${a.slug}`

function list(language: string, shown: Article[]): string {
  const items = shown
    .map(
      (
        a,
      ) => `<div class="main_news"><a class="main_news-img" href="${address(language)(a)}">${pictures(a)}</a>
<div class="main_news-title"><a href="${address(language)(a)}">${escapeHtml(a.title)}</a></div>
<p>${escapeHtml(teaser(a, 120))}</p></div>`,
    )
    .join('\n')
  return frame({
    language,
    title: 'TDH',
    body: `${menu(language)}\n<div class="news_list">\n${items}\n</div>\n${footer}`,
  })
}

function page(language: string, a: Article, all: Article[]): string {
  return frame({
    language,
    title: a.title,
    body: `${menu(language)}
<div class="news_page"><a class="page_name" href="/${language}/category/default">${escapeHtml(a.category)}</a>
<div class="publish_date"><span class="icon"></span><span>${print(a, 'dd.MM.yyyy')}</span></div>
<h1 class="news_page-title">${escapeHtml(a.title)}</h1>
<div class="single_slider">${pictures(a)}</div>
<div class="news_page-text">
<p class="para_text">TDH</p>
${paragraphs(a)}
</div></div>
<div class="other_news"><ul>${related(all, a, address(language))}</ul></div>
${footer}`,
  })
}

function menu(language: string): string {
  return `<header><a href="/${language}">TDH</a> <a href="/tk/category/default">TM</a> <a href="/ru/category/default">RU</a> <a href="/en/category/default">EN</a></header>`
}

const footer = '<footer>Türkmenistanyň Döwlet habarlar agentligi</footer>'
