// Ministry of Internal Affairs. Confirmed: article addresses /az/news/<id>/<slug>/, the boilerplate before the text,
// and that titles repeat. Not confirmed: the list's address and paging, dates, class names.
import { defineConnector, htmlList, image, inUrl, printedDate, text, url } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'Azərbaycan Respublikası Daxili İşlər Nazirliyi — Xəbərlər',
  authority: 'Ministry of Internal Affairs of the Republic of Azerbaijan',
  homepage: 'https://mia.gov.az/az/',
  language: 'az',
  timeZone: 'Asia/Baku',
  scope: 'all-police-news',
  pollEvery: '20m',
  strategies: [
    htmlList({
      url: 'https://mia.gov.az/az/news/',
      item: '.news-item',
      fields: {
        url: url('a.news-link'),
        title: text('.news-title'),
        publishedAt: printedDate('.news-date'),
        images: image('a.news-link'),
        externalId: inUrl(/\/news\/(\d+)/),
      },
      article: {
        title: '.news-inner-title',
        body: '.news-inner-text',
        fields: { publishedAt: printedDate('.news-inner .news-date') },
      },
      next: { url: 'https://mia.gov.az/az/news/?page={n}' },
    }),
  ],
})
