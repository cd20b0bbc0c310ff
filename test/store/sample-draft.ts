import { createHash } from 'node:crypto'
import type { EventDraft } from '../../src/model/event.ts'
import { eventId } from '../../src/model/event-id.ts'
import type { Quantity, Understanding } from '../../src/model/understanding.ts'

export type DraftChanges = Partial<Omit<EventDraft, 'understanding'>> & {
  understanding?: Partial<Understanding>
}

/** An event as a poll would hand it over; whatever a test cares about is given, the rest is filled. */
export function sampleDraft(changes: DraftChanges = {}): EventDraft {
  const { understanding, ...given } = changes
  const url = given.url ?? 'https://news.example/1'
  const draft = {
    id: eventId(url),
    url,
    sourceId: 'kz/sample',
    country: 'KZ',
    title: 'Изъят героин',
    summary: null,
    body: 'Сотрудники полиции изъяли партию героина.',
    bodyHtml: null,
    language: 'ru',
    publishedAt: '2025-04-10T06:30:00.000Z',
    publishedPrecision: 'MINUTE' as const,
    publishedOn: '2025-04-10',
    images: [],
    provenance: {
      requestedUrl: url,
      finalUrl: url,
      status: 200,
      fetchedAt: '2025-04-10T07:00:00.000Z',
      sha256: 'ab'.repeat(32),
      contentType: 'text/html',
      strategy: 'feed',
      via: [],
    },
    ...given,
  }
  const contentHash = createHash('sha256')
    .update(JSON.stringify([draft.title, draft.summary, draft.body]))
    .digest('hex')
  return { contentHash, ...draft, understanding: sampleUnderstanding(understanding) }
}

export function sampleUnderstanding(changes: Partial<Understanding> = {}): Understanding {
  return {
    rules: '1.0.0',
    language: { language: 'ru', script: 'Cyrl', tag: 'ru', confidence: 1 },
    relevance: { relevant: true, score: 1, evidence: [] },
    categories: [],
    substances: [],
    quantities: [],
    places: [],
    country: null,
    region: null,
    dates: [],
    fingerprint: [],
    ...changes,
  }
}

/** Grams seized once, unless told otherwise. */
export function sampleMass(grams: number, changes: Partial<Quantity> = {}): Quantity {
  return {
    kind: 'MASS',
    substance: 'heroin',
    value: grams,
    unit: 'g',
    grams,
    qualifier: 'EXACTLY',
    role: 'SEIZED',
    scope: 'SINGLE',
    period: null,
    partOf: null,
    evidence: { text: `${grams} г`, start: 0, end: 3 },
    ...changes,
  }
}
