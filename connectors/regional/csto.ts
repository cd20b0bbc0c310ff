// CSTO, in Russian, on Bitrix. Confirmed: addresses, the date after the title, other news above the article, menu words
// about drugs on every page. Likely: paging by PAGEN_1, class names. Slugs are equal on the English host.
import { defineConnector, htmlList, printedDate, text, url } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'ОДКБ — новости',
  authority: 'Collective Security Treaty Organization',
  homepage: 'https://odkb-csto.org/',
  language: 'ru',
  timeZone: 'Europe/Moscow',
  scope: 'general-news',
  pollEvery: '1h',
  strategies: [
    htmlList({
      url: 'https://odkb-csto.org/news/news_odkb/',
      item: '.news-item',
      fields: {
        url: url('a[href*="/news_odkb/"]'),
        title: text('.news-item__name'),
        publishedAt: printedDate('.news-date-time'),
      },
      article: {
        title: '.news-detail h1',
        body: '.news-detail__text',
        images: '.news-detail .detail_picture img',
        fields: { publishedAt: printedDate('.news-detail .news-date-time') },
      },
      next: { url: 'https://odkb-csto.org/news/news_odkb/?PAGEN_1={n}' },
    }),
  ],
})
