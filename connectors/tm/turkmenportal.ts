// Private portal, in Russian. Confirmed: the feed, the list and its paging, addresses /ru/news/<id>-<slug>, the
// article's `og:`, `article:published_time` and `#content p`. What else stands within `#content` is not known.
import { defineConnector, feed, htmlList, inUrl, text, url } from '../../src/connector/index.ts'

const article = { body: '#content', remove: ['h1'] }

export default defineConnector({
  name: 'Turkmenportal — новости Туркменистана',
  authority: 'Turkmenportal',
  homepage: 'https://turkmenportal.com/ru/news',
  language: 'ru',
  timeZone: 'Asia/Ashgabat',
  scope: 'general-news',
  pollEvery: '20m',
  strategies: [
    feed({ url: 'https://turkmenportal.com/rss', article }),
    htmlList({
      url: 'https://turkmenportal.com/ru/news?page=1',
      item: 'a[href^="/ru/news/"]:not([href*="/category/"])',
      fields: { url: url(), title: text(), externalId: inUrl(/\/news\/(\d+)/) },
      article,
      next: { url: 'https://turkmenportal.com/ru/news?page={n}' },
    }),
  ],
})
