import { html } from '../answer.ts'
import { escapeHtml, frame, paragraphs, pictures, print } from '../markup.ts'
import type { Article, ReplicaSite } from '../types.ts'

const address = (a: Article) =>
  `/roca/en/Press-Releases/${print(a, 'yyyy', a.publishedAt, 'en')}/${a.slug}.html`

// No date element anywhere: the first paragraph says when, the path says the year.
const site: ReplicaSite = {
  hosts: ['www.unodc.org'],
  robots: 'User-agent: *\nDisallow: /unodc/search\nCrawl-delay: 1\n',
  answer({ path }, articles) {
    const all = articles('regional/unodc-roca')
    if (path === '/roca/en/news.html') return html(list(all))
    const article = all.find((a) => address(a) === path)
    return article ? html(page(article)) : null
  },
}

export default site

function list(all: Article[]): string {
  const items = all
    .map(
      (a) =>
        `<div class="story"><h4><a href="${address(a)}">${escapeHtml(a.title)}</a></h4>${pictures(a)}</div>`,
    )
    .join('\n')
  return frame({
    language: 'en',
    title: 'News and events',
    body: `${menu}<div id="content">\n${items}\n</div>${footer}`,
  })
}

function page(a: Article): string {
  return frame({
    language: 'en',
    title: a.title,
    body: `${menu}<div id="content"><h1>${escapeHtml(a.title)}</h1>
<p>alt text is missing</p>
${paragraphs(a)}
<p><a href="${address(a).replace('.html', '-ru.html')}">Russian version</a></p>
<p>For further information please contact: press office, UNODC Regional Office for Central Asia</p>
</div>${footer}`,
  })
}

const menu =
  '<header><a href="/">UNODC</a><nav><a href="/roca/en/index.html">Regional Office for Central Asia</a> <a href="/roca/en/news.html">News</a></nav></header>\n'
const footer = '<footer>Copyright UNODC. All Rights Reserved.</footer>'
