// Regional newspaper of Irkutsk. Confirmed: WordPress behind another front, addresses with the day, section lists, the
// front's classes. Its own REST routes answer; wp/v2 and the feed are likely, not confirmed. Times are of Irkutsk.
import {
  defineConnector,
  feed,
  htmlList,
  printedDate,
  text,
  url,
  wordpress,
} from '../../src/connector/index.ts'

const article = { title: '.c-header__title', body: '.c-body__content', publishedAt: '.c-header .c-date' }

export default defineConnector({
  name: 'Областная газета (Иркутск)',
  authority: 'Government of the Irkutsk Region',
  homepage: 'https://www.ogirk.ru/',
  language: 'ru',
  timeZone: 'Asia/Irkutsk',
  scope: 'general-news',
  pollEvery: '20m',
  strategies: [
    wordpress({ site: 'https://www.ogirk.ru/' }),
    feed({ url: 'https://www.ogirk.ru/feed/', article }),
    htmlList({
      url: 'https://www.ogirk.ru/category/incident',
      item: '.c-item',
      fields: {
        url: url('.c-item__title'),
        title: text('.c-item__title'),
        publishedAt: printedDate('.c-date'),
      },
      article,
    }),
  ],
})
