// The centre's site since winter 2025-26. Confirmed: addresses of articles (no number), the printed date followed by a
// bar and a view counter. Not confirmed: the list's address, classes, a feed, the Russian twin.
import { defineConnector, htmlList, printedDate, text, url } from '../../src/connector/index.ts'

const date = /\d{1,2} \w+ \d{4}, \d\d:\d\d/

export default defineConnector({
  name: 'CARICC — News',
  authority: 'Central Asian Regional Information and Coordination Centre',
  homepage: 'https://caricc.org/en/publications/news',
  language: 'en',
  timeZone: 'Asia/Almaty',
  scope: 'drugs-only',
  pollEvery: '1h',
  strategies: [
    htmlList({
      url: 'https://caricc.org/en/publications/news',
      item: '.news-card',
      fields: {
        url: url('a[href*="/publications/news/"]'),
        title: text('.news-card__title'),
        publishedAt: printedDate('.news-card__meta', { pattern: date }),
      },
      article: {
        title: 'h1',
        body: '.news-detail__text',
        images: '.news-detail__gallery img',
        fields: { publishedAt: printedDate('.news-detail__meta', { pattern: date }) },
      },
    }),
  ],
})
