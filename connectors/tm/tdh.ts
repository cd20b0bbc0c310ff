// State news agency in three languages, each with ids of its own; no feed. Confirmed: the list and its paging, the
// classes of the article, the date as the last span of `.publish_date`. The same story is paired by picture and date.
import { defineConnector, htmlList, inUrl, printedDate, text, url } from '../../src/connector/index.ts'

const names = {
  ru: 'Государственное информационное агентство Туркменистана',
  tk: 'Türkmenistanyň Döwlet habarlar agentligi',
  en: 'State News Agency of Turkmenistan',
}

export default defineConnector(
  (['ru', 'tk', 'en'] as const).map((language) => ({
    variant: language,
    name: names[language],
    authority: 'State News Agency of Turkmenistan',
    homepage: `https://tdh.gov.tm/${language}`,
    language,
    timeZone: 'Asia/Ashgabat',
    scope: 'general-news' as const,
    pollEvery: '30m',
    strategies: [
      htmlList({
        url: `https://tdh.gov.tm/${language}/category/default?page=1`,
        item: '.main_news-title',
        fields: { url: url('a'), title: text('a'), externalId: inUrl(/\/post\/(\d+)/) },
        article: {
          title: '.news_page-title',
          body: '.news_page-text',
          images: '.single_slider img, .multiple_photo img, .multiple_item img',
          remove: ['.para_text'],
          fields: { publishedAt: printedDate('.publish_date span:last-of-type') },
        },
        next: { url: `https://tdh.gov.tm/${language}/category/default?page={n}` },
      }),
    ],
  })),
)
