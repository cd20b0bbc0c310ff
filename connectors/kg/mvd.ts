// Ministry of Internal Affairs. Confirmed: numbered addresses without slug, the scale of the numbers (4208 in April
// 2025, about three a day), the order date, title, text, «Пресс-служба МВД». Not confirmed: class names, any list.
import { defineConnector, idProbe } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'МВД Кыргызской Республики — новости',
  authority: 'Ministry of Internal Affairs of the Kyrgyz Republic',
  homepage: 'https://mvd.gov.kg/rus',
  language: 'ru',
  timeZone: 'Asia/Bishkek',
  scope: 'all-police-news',
  pollEvery: '30m',
  strategies: [
    idProbe({
      url: 'https://mvd.gov.kg/rus/news/{id}',
      from: 4208,
      gap: 6,
      article: {
        title: '.news-title, main h1',
        body: '.news-text',
        publishedAt: '.news-date',
        images: '.news-image img',
        remove: ['p:last-child:contains("Пресс-служба МВД")'],
      },
    }),
  ],
})
