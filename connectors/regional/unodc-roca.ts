// UNODC in Central Asia. Confirmed: addresses with the year, no date element (a phrase in the first paragraph), missing
// pictures' placeholders, the link to the Russian version and the contact at the end. Likely: the list's address.
import { defineConnector, htmlList, printedDate, text, url } from '../../src/connector/index.ts'

const day =
  /\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/

export default defineConnector({
  name: 'UNODC Regional Office for Central Asia',
  authority: 'United Nations Office on Drugs and Crime',
  homepage: 'https://www.unodc.org/roca/en/news.html',
  language: 'en',
  timeZone: 'Asia/Tashkent',
  scope: 'general-news',
  pollEvery: '2h',
  strategies: [
    htmlList({
      url: 'https://www.unodc.org/roca/en/news.html',
      item: 'a[href*="/Press-Releases/20"], a[href*="/en/news/"]',
      fields: { url: url(), title: text() },
      article: {
        title: '#content h1',
        body: '#content',
        remove: [
          'h1',
          'p:contains("alt text is missing")',
          'p:contains("Russian version")',
          'p:contains("please contact")',
        ],
        fields: { publishedAt: printedDate('#content', { pattern: day }) },
      },
    }),
  ],
})
