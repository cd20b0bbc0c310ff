import type { EventDraft } from '../../src/model/event.ts'
import { eventId } from '../../src/model/event-id.ts'
import type { Category } from '../../src/model/understanding.ts'
import { sources } from './sources.ts'

const substances = ['heroin', 'hashish', 'opium', 'methamphetamine', 'marijuana', 'mephedrone']
const categories: Category[] = ['SEIZURE', 'ARREST', 'PREVENTION', 'MEETING', 'OPERATION']
const sentences = [
  'Сотрудники полиции в ходе досмотра автомашины обнаружили тайник, оборудованный под задним сиденьем.',
  'По предварительным данным, задержанный намеревался доставить груз в соседнюю область для продажи.',
  'Изъятое направлено на экспертизу, возбуждено уголовное дело, проводятся следственные действия.',
  'Ведомство напоминает, что сообщить о местах сбыта можно по телефону доверия в любое время суток.',
  'В мероприятиях участвовали кинологи, пограничная служба и подразделения по борьбе с наркобизнесом.',
  'За прошедший период сотрудниками выявлено несколько каналов поставки из-за рубежа.',
]

/** One made-up report, the same for the same number: about 1,500 letters of Russian, one stated amount. */
export function makeDraft(number: number): EventDraft {
  const source = sources[number % sources.length]!
  const url = `${source.homepage}reports/${number}`
  const published = new Date(Date.UTC(2025, 0, 1) - number * 1_380_000).toISOString()
  const grams = 10 + ((number * 7919) % 90_000)
  const substance = substances[number % substances.length]!
  const text = `${(grams / 1000).toFixed(3)} кг`
  const body = [
    `Сообщение ${number}: изъято ${text} наркотического средства.`,
    ...Array.from({ length: 14 }, (_, i) => sentences[(number + i * 5) % sentences.length]!),
  ].join('\n\n')
  const start = body.indexOf(text)
  const evidence = { text, start, end: start + text.length }
  return {
    id: eventId(url),
    url,
    sourceId: source.id,
    country: source.country,
    title: `Полиция изъяла ${text}: сообщение ${number}`,
    summary: sentences[number % sentences.length]!,
    body,
    bodyHtml: null,
    language: 'ru',
    publishedAt: published,
    publishedPrecision: 'MINUTE',
    publishedOn: published.slice(0, 10),
    images: [],
    understanding: {
      rules: '1.0.0',
      language: { language: 'ru', script: 'Cyrl', tag: 'ru', confidence: 1 },
      relevance: { relevant: true, score: 0.9, evidence: [evidence] },
      categories: [{ category: categories[number % categories.length]!, evidence: [evidence] }],
      substances: [{ substance, evidence: [evidence] }],
      quantities: [
        {
          ...{ kind: 'MASS', substance, value: grams / 1000, unit: 'kg', grams, qualifier: 'EXACTLY' },
          ...{ role: 'SEIZED', scope: 'SINGLE', period: null, partOf: null, evidence },
        },
      ],
      places: [],
      country: source.country,
      region: null,
      dates: [],
      fingerprint: [number],
    },
    provenance: {
      ...{ requestedUrl: url, finalUrl: url, status: 200, fetchedAt: published, sha256: '0'.repeat(64) },
      ...{ contentType: 'text/html', strategy: 'htmlList', via: [] },
    },
    contentHash: `hash of ${number}`,
  }
}
