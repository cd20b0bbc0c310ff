// Regional service of a private agency. Confirmed: the feed, the list with day headings without a year, the article's
// classes and `article:published_time`. The rubric in the path is a region or a section; there is no number.
import { defineConnector, feed, heading, htmlList, joined, text, url } from '../../src/connector/index.ts'

const article = { title: 'h1', body: '.editor-content', remove: ['.banner'] }

export default defineConnector({
  name: 'Интерфакс-Россия',
  authority: 'Interfax Information Services Group',
  homepage: 'https://www.interfax-russia.ru/',
  language: 'ru',
  timeZone: 'Europe/Moscow',
  scope: 'general-news',
  pollEvery: '10m',
  strategies: [
    feed({ url: 'https://www.interfax-russia.ru/rss/public.rss', article }),
    htmlList({
      url: 'https://www.interfax-russia.ru/news',
      item: 'ul.lenta-all-news > li:has(.news-datetime)',
      fields: {
        url: url('a'),
        title: text('a'),
        publishedAt: joined(heading('li:has(h2)'), text('.news-datetime')),
      },
      article,
    }),
  ],
})
