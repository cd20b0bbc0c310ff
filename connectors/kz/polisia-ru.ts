// The ministry's news portal in Russian, site 2 of a WordPress network (theme Publisher). Confirmed: addresses, the
// list's markup and dates. Likely, by the theme and the system: the article's classes, that REST is open, paging.
import { defineConnector, feed, htmlList, isoDate, text, url, wordpress } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'Polisia.kz — новости полиции Казахстана',
  authority: 'Ministry of Internal Affairs of the Republic of Kazakhstan',
  homepage: 'https://polisia.kz/ru/',
  language: 'ru',
  timeZone: 'Asia/Almaty',
  scope: 'all-police-news',
  pollEvery: '10m',
  strategies: [
    wordpress({ site: 'https://polisia.kz/ru/' }),
    feed({ url: 'https://polisia.kz/ru/feed/' }),
    htmlList({
      url: 'https://polisia.kz/ru/',
      item: '.listing-item > .item-inner',
      fields: {
        url: url('a.post-url.post-title'),
        title: text('a.post-url.post-title'),
        publishedAt: isoDate('time'),
      },
      article: { title: '.single-post-title', body: '.entry-content.single-post-content' },
      next: { url: 'https://polisia.kz/ru/page/{n}/' },
    }),
  ],
})
