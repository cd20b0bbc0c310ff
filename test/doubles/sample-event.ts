import type { StoredEvent } from '../../src/model/event.ts'

/** A whole event, told apart by its number; `changes` replace what a test is about. */
export function sampleEvent(number: number, changes: Partial<StoredEvent> = {}): StoredEvent {
  const url = `https://polisia.kz/ru/soobshhenie-${number}/`
  const at = new Date(Date.UTC(2025, 3, 1, 6, number)).toISOString()
  return {
    id: `event${String(number).padStart(4, '0')}`,
    url,
    sourceId: 'kz/polisia-ru',
    country: 'KZ',
    title: `Изъято ${number} кг гашиша`,
    summary: null,
    body: `В Алматы изъято ${number} кг гашиша.\n\nЗадержан житель города.`,
    bodyHtml: `<p>В Алматы изъято <b>${number} кг</b> гашиша.</p><p>Задержан житель города.</p>`,
    language: 'ru',
    publishedAt: at,
    publishedPrecision: 'MINUTE',
    publishedOn: at.slice(0, 10),
    images: [{ url: 'https://polisia.kz/foto.jpg', alt: null }],
    understanding: {
      rules: '1.0.0',
      language: { language: 'ru', script: 'Cyrl', tag: 'ru', confidence: 1 },
      relevance: { relevant: true, score: 0.9, evidence: [{ text: 'гашиша', start: 20, end: 26 }] },
      categories: [{ category: 'SEIZURE', evidence: [] }],
      substances: [{ substance: 'hashish', evidence: [] }],
      quantities: [
        {
          kind: 'MASS',
          substance: 'hashish',
          value: number,
          unit: 'kg',
          grams: number * 1000,
          qualifier: 'EXACTLY',
          role: 'SEIZED',
          scope: 'SINGLE',
          period: null,
          partOf: null,
          evidence: { text: `${number} кг гашиша`, start: 17, end: 27 },
        },
      ],
      places: [
        {
          country: 'KZ',
          region: 'KZ-75',
          name: 'Almaty',
          latitude: 43.25,
          longitude: 76.95,
          happenedHere: true,
          evidence: { text: 'Алматы', start: 2, end: 8 },
        },
      ],
      country: 'KZ',
      region: 'KZ-75',
      dates: [],
      fingerprint: [],
    },
    provenance: {
      requestedUrl: url,
      finalUrl: url,
      status: 200,
      fetchedAt: at,
      sha256: '0'.repeat(64),
      contentType: 'text/html',
      strategy: 'htmlList',
      via: [],
    },
    contentHash: 'f'.repeat(64),
    seq: number,
    revision: 1,
    status: 'PUBLISHED',
    collectedAt: at,
    updatedAt: at,
    storyId: `story${number}`,
    ...changes,
  }
}
