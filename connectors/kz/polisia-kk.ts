// The ministry's news portal in Kazakh, the root of a WordPress network (theme Publisher); its posts are not those of
// the Russian tree. Confirmed: addresses. Likely, as on the Russian tree: markup, that REST is open, paging.
import { defineConnector, feed, htmlList, isoDate, text, url, wordpress } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'Polisia.kz — Қазақстан полициясының жаңалықтары',
  authority: 'Ministry of Internal Affairs of the Republic of Kazakhstan',
  homepage: 'https://polisia.kz/',
  language: 'kk',
  timeZone: 'Asia/Almaty',
  scope: 'all-police-news',
  pollEvery: '10m',
  strategies: [
    wordpress({ site: 'https://polisia.kz/' }),
    feed({ url: 'https://polisia.kz/feed/' }),
    htmlList({
      url: 'https://polisia.kz/',
      item: '.listing-item > .item-inner',
      fields: {
        url: url('a.post-url.post-title'),
        title: text('a.post-url.post-title'),
        publishedAt: isoDate('time'),
      },
      article: { title: '.single-post-title', body: '.entry-content.single-post-content' },
      next: { url: 'https://polisia.kz/page/{n}/' },
    }),
  ],
})
