// мвд.рф and its regional sites, one id space. Confirmed: the feed at /news/rss with its `full-text`, regional hosts by
// number, /news/item/<id>, older pages /news/2/. Classes were renamed at least twice: only the links are dependable.
// The certificate ends in the Russian national root: give the host its CA file, never switch checks off.
import { defineConnector, feed, htmlList, inUrl, text, url } from '../../src/connector/index.ts'

const sites = [
  { host: 'xn--b1aew.xn--p1ai', name: 'МВД России' },
  { host: '16.xn--b1aew.xn--p1ai', name: 'МВД по Республике Татарстан', variant: '16' },
  { host: '51.xn--b1aew.xn--p1ai', name: 'УМВД России по Мурманской области', variant: '51' },
]

export default defineConnector(
  sites.map(({ host, ...facts }) => ({
    ...facts,
    authority: 'Ministry of Internal Affairs of the Russian Federation',
    homepage: `https://${host}/news`,
    language: 'ru',
    timeZone: 'Europe/Moscow',
    scope: 'all-police-news' as const,
    pollEvery: '10m',
    strategies: [
      feed({ url: `https://${host}/news/rss` }),
      htmlList({
        url: `https://${host}/news`,
        item: 'a[href*="/news/item/"]',
        fields: { url: url(), title: text(), externalId: inUrl(/\/item\/(\d+)/) },
        article: { title: 'h1', body: '.article', remove: ['.article-date-item'] },
        next: { url: `https://${host}/news/{n}/` },
      }),
    ],
  })),
)
