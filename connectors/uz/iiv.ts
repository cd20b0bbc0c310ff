// The ministry's section of the common portal. Confirmed: the JSON list, its `code` and `language` headers, its fields,
// addresses of articles (ids are shared by all bodies). `uz` is Cyrillic, `oz` Latin script (likely). The text is in the
// data block of a Next.js page; where in the block is not confirmed, so several places are looked at.
import { defineConnector, jsonApi, nextData, template } from '../../src/connector/index.ts'

const sites = [
  { variant: 'ru', language: 'ru', name: 'МВД Республики Узбекистан' },
  { variant: 'uz', language: 'uz-Cyrl', name: 'Ўзбекистон Республикаси Ички ишлар вазирлиги' },
  { variant: 'oz', language: 'uz-Latn', name: 'Oʻzbekiston Respublikasi Ichki ishlar vazirligi' },
]

export default defineConnector(
  sites.map((facts) => ({
    ...facts,
    authority: 'Ministry of Internal Affairs of the Republic of Uzbekistan',
    homepage: `https://gov.uz/${facts.variant}/iiv/news/news`,
    timeZone: 'Asia/Tashkent',
    scope: 'all-police-news' as const,
    pollEvery: '20m',
    strategies: [
      jsonApi({
        url: 'https://api-portal.gov.uz/authorities/news/category?code_name=news&page=1',
        headers: { code: 'iiv', language: facts.variant, accept: '*/*' },
        items: 'data',
        fields: {
          url: template(`https://gov.uz/${facts.variant}/iiv/news/view/{id}`),
          title: 'title',
          summary: 'anons',
          publishedAt: 'date',
          externalId: 'id',
        },
        page: { parameter: 'page', total: 'total_page' },
        article: nextData({
          at: ['props.pageProps.news', 'props.pageProps.data'],
          fields: { html: ['description', 'body', 'text'], images: 'images' },
        }),
      }),
    ],
  })),
)
