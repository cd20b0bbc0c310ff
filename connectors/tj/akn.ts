// Drug Control Agency, the Russian pages. Confirmed: addresses /ru/YYYY/MM/DD/<english-slug>/, no date in the text, the
// agency's name before it. Likely: WordPress with a translation plug-in, so REST with `lang=ru` and /ru/feed/.
import {
  dateInUrl,
  defineConnector,
  feed,
  htmlList,
  text,
  url,
  wordpress,
} from '../../src/connector/index.ts'

export default defineConnector({
  name: 'Агентство по контролю за наркотиками при Президенте Республики Таджикистан',
  authority: 'Drug Control Agency under the President of the Republic of Tajikistan',
  homepage: 'https://akn.tj/ru/',
  language: 'ru',
  timeZone: 'Asia/Dushanbe',
  scope: 'drugs-only',
  pollEvery: '30m',
  strategies: [
    wordpress({ site: 'https://akn.tj/', query: { lang: 'ru' } }),
    feed({ url: 'https://akn.tj/ru/feed/' }),
    htmlList({
      url: 'https://akn.tj/ru/',
      item: 'a[href*="akn.tj/ru/20"]',
      fields: { url: url(), title: text(), publishedAt: dateInUrl() },
      article: { title: '.entry-title', body: '.entry-content' },
    }),
  ],
})
