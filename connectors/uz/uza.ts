// State news agency in four languages. Confirmed: the JSON list by `_l`, its fields, addresses of articles, the time
// without zone (Tashkent, likely), feeds of two languages. `oz` is Latin, `uz` Cyrillic script.
import { defineConnector, feed, jsonApi, template } from '../../src/connector/index.ts'

const sites = [
  { variant: 'oz', language: 'uz-Latn', name: 'Oʻzbekiston Milliy axborot agentligi', feeds: [] },
  { variant: 'uz', language: 'uz-Cyrl', name: 'Ўзбекистон Миллий ахборот агентлиги', feeds: ['rss/'] },
  { variant: 'ru', language: 'ru', name: 'УзА — Национальное информационное агентство', feeds: ['ru/rss'] },
  { variant: 'en', language: 'en', name: 'UzA — National News Agency of Uzbekistan', feeds: [] },
]

export default defineConnector(
  sites.map(({ feeds, ...facts }) => ({
    ...facts,
    authority: 'National News Agency of Uzbekistan',
    homepage: `https://uza.uz/${facts.variant}`,
    timeZone: 'Asia/Tashkent',
    scope: 'general-news' as const,
    pollEvery: '15m',
    strategies: [
      jsonApi({
        url: `https://api.uza.uz/api/v1/posts?page=1&per_page=30&_f=json&_l=${facts.variant}`,
        items: 'data',
        fields: {
          url: template(`https://uza.uz/${facts.variant}/posts/{slug}`),
          title: 'title',
          html: 'content',
          publishedAt: 'publish_time',
          images: ['files.thumbnails.normal', 'files.thumbnails.front'],
          externalId: 'id',
        },
        page: { parameter: 'page' },
      }),
      ...feeds.map((path) => feed({ url: `https://uza.uz/${path}` })),
    ],
  })),
)
