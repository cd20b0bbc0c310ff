// The ministry's section of the common portal. Confirmed: the JSON list, the header that chooses the language, both
// shapes of the answer, the fields. Since 2025 some readers had to send short-lived `token` and `hash` headers.
import { defineConnector, jsonApi, template } from '../../src/connector/index.ts'

const names = { ru: 'МВД Республики Казахстан на gov.kz', kk: 'Қазақстан Республикасы ІІМ, gov.kz' }

export default defineConnector(
  (['ru', 'kk'] as const).map((language) => ({
    name: names[language],
    authority: 'Ministry of Internal Affairs of the Republic of Kazakhstan',
    homepage: `https://www.gov.kz/memleket/entities/qriim/press/news?lang=${language}`,
    language,
    timeZone: 'Asia/Almaty',
    scope: 'all-police-news' as const,
    pollEvery: '20m',
    ...(language === 'kk' && { variant: 'kk' }),
    strategies: [
      jsonApi({
        url: 'https://www.gov.kz/api/v1/public/content-manager/news?sort-by=created_date:DESC&projects=eq:qriim&page=1&size=20',
        headers: { 'accept-language': language, referer: 'https://www.gov.kz/' },
        fields: {
          url: template(
            `https://www.gov.kz/memleket/entities/qriim/press/news/details/{id}?lang=${language}`,
          ),
          title: ['title', 'name'],
          html: 'body',
          publishedAt: ['published_at', 'created_date'],
          images: ['images', 'heropic', 'image', 'preview_image'],
          externalId: 'id',
        },
        page: { parameter: 'page' },
      }),
    ],
  })),
)
