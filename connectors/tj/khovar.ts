// State news agency: three WordPress sites, one a language. Confirmed: addresses, feeds with `content:encoded`, the list
// /lenta-novostey/page/N/ with `a.more`, a text that ends before `.ya-share2`. Likely: that REST is open.
import { defineConnector, feed, htmlList, url, wordpress } from '../../src/connector/index.ts'

const sites = [
  { variant: 'ru', site: 'https://khovar.tj/rus/', language: 'ru', name: 'НИАТ «Ховар»' },
  { variant: 'tg', site: 'https://khovar.tj/', language: 'tg', name: 'АМИТ «Ховар»' },
  { variant: 'en', site: 'https://eng.khovar.tj/', language: 'en', name: 'NIAT Khovar' },
]

export default defineConnector(
  sites.map(({ site, ...facts }) => ({
    ...facts,
    authority: 'National Information Agency of Tajikistan',
    homepage: site,
    timeZone: 'Asia/Dushanbe',
    scope: 'general-news' as const,
    pollEvery: '15m',
    strategies: [
      feed({ url: `${site}feed/` }),
      wordpress({ site }),
      htmlList({
        url: `${site}lenta-novostey/page/1/`,
        item: 'a.more',
        fields: { url: url() },
        article: { title: 'h1', body: '.entry', publishedAt: '.date', remove: ['.ya-share2'] },
        next: { url: `${site}lenta-novostey/page/{n}/` },
      }),
    ],
  })),
)
