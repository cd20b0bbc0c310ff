// CIS broadcaster, in Russian, read from its light host: the main one likely turns programs away by their TLS.
// Confirmed: addresses on both hosts (the slug is optional), the two tails of the text, `og:` meta. Not confirmed: the
// list and how it prints dates, classes. The address of an item is the main host's, as others cite it.
import { defineConnector, htmlList, inUrl, printedDate, text, url } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'МИР 24',
  authority: 'Interstate TV and Radio Company Mir',
  homepage: 'https://mir24.tv/',
  hosts: ['lite.mir24.tv'],
  language: 'ru',
  timeZone: 'Europe/Moscow',
  scope: 'general-news',
  pollEvery: '15m',
  strategies: [
    htmlList({
      url: 'https://lite.mir24.tv/news',
      item: 'li:has(a[href*="/news/"])',
      fields: {
        url: { read: (scope) => url('a[href*="/news/"]').read(scope)?.replace('//lite.', '//') },
        title: text('a'),
        publishedAt: printedDate('.time'),
        externalId: inUrl(/\/news\/(?:\w+\/)?(\d+)/),
      },
      article: {
        at: (address) => address.replace('//mir24.tv/', '//lite.mir24.tv/'),
        title: 'h1',
        body: 'article .text',
        remove: ['.read-also', '.plot'],
      },
    }),
  ],
})
