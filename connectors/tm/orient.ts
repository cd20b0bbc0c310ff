// Private agency on Next.js, in Russian. Confirmed: the feed, the list, addresses /ru/posts/…/<id>, `h1`, `article p`,
// `article:published_time`, the agency's name as a line to remove. The rubric between `posts` and the id varies.
import { defineConnector, feed, htmlList, inUrl, text, url } from '../../src/connector/index.ts'

const article = {
  title: 'article h1',
  body: 'article',
  remove: ['h1', 'p:contains("Информационное агентство ORIENT")'],
}

export default defineConnector({
  name: 'ORIENT — новости Туркменистана',
  authority: 'Orient News Agency',
  homepage: 'https://orient.tm/ru',
  language: 'ru',
  timeZone: 'Asia/Ashgabat',
  scope: 'general-news',
  pollEvery: '20m',
  strategies: [
    feed({ url: 'https://orient.tm/ru/rss', article }),
    htmlList({
      url: 'https://orient.tm/ru/news',
      item: 'a[href*="/ru/posts/"]',
      fields: { url: url(), title: text(), externalId: inUrl(/\/(\d+)$/) },
      article,
    }),
  ],
})
