// State news agency, in Kyrgyz. Confirmed: the feed at /rss (the Russian one answers 410), addresses /news/<slug>/,
// pictures of Wagtail's kind. Not confirmed: whether the feed carries text, the classes of the article page.
import { defineConnector, feed } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'Кабар — Кыргыз улуттук маалымат агенттиги',
  authority: 'Kyrgyz National News Agency Kabar',
  homepage: 'https://kabar.kg/',
  language: 'ky',
  timeZone: 'Asia/Bishkek',
  scope: 'general-news',
  pollEvery: '15m',
  strategies: [feed({ url: 'https://kabar.kg/rss' })],
})
