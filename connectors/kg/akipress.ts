// Private agency, in Russian. Confirmed: addresses /news:<id>, the list's `div.elem` and `div.title`, a feed of 30
// items that answers a web page with status 200 to browsers and bots. Not confirmed: classes of the article page.
import { defineConnector, feed, htmlList, inUrl, text, url } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'АКИpress — новости Кыргызстана',
  authority: 'AKIpress News Agency',
  homepage: 'https://kg.akipress.org/',
  language: 'ru',
  timeZone: 'Asia/Bishkek',
  scope: 'general-news',
  pollEvery: '10m',
  strategies: [
    feed({ url: 'https://kg.akipress.org/rss' }),
    htmlList({
      url: 'https://kg.akipress.org/cat:1/',
      item: 'div.elem',
      fields: { url: url('.title a'), title: text('.title a'), externalId: inUrl(/news:(\d+)/) },
    }),
  ],
})
