import { createHash } from 'node:crypto'
import { countedGrams, seizedGrams } from '../model/counted-grams.ts'
import type { EventDraft } from '../model/event.ts'
import { eventRegions } from '../model/event-regions.ts'
import { eventSubstances } from '../model/event-substances.ts'
import { fingerprintBands } from '../model/fingerprint-bands.ts'
import type { Quantity } from '../model/understanding.ts'
import { isStemmed } from './search-text.ts'
import { storable } from './storable.ts'

/** What openStore is told of the vocabulary, which lives in another room. */
export interface Vocabulary {
  /** Every ancestor of a substance. */
  ancestors(substance: string): string[]
  /** Concepts an event is found by besides its words. */
  concepts(draft: EventDraft): string[]
}

/** A draft as columns of `events`, before the commit gives it its place in the log. */
export type EventRow = ReturnType<typeof toEventRow>

export function toEventRow(raw: EventDraft, vocabulary: Vocabulary) {
  const draft = storable(raw)
  const { understanding } = draft
  const substances = eventSubstances(understanding)
  const seized = seizedGrams(understanding.quantities)
  return {
    id: draft.id,
    url: draft.url,
    source_id: draft.sourceId,
    country: draft.country,
    region: understanding.region ?? null,
    language: draft.language,
    base_language: draft.language.split('-')[0]!,
    published_at: new Date(draft.publishedAt).toISOString(),
    published_precision: draft.publishedPrecision,
    published_on: draft.publishedOn,
    content_hash: draft.contentHash,
    // Newer rules that read the same have changed nothing.
    understanding_hash: hashOf({ ...understanding, rules: undefined }),
    categories: unique(understanding.categories.map(({ category }) => category)),
    substances: seizesUnnamed(understanding.quantities) ? [...substances, null] : substances,
    substance_tree: withAncestors(substances, vocabulary),
    regions: eventRegions(understanding),
    seized_grams: seized.sum,
    min_grams: seized.min,
    max_grams: seized.max,
    bands: unique(fingerprintBands(understanding.fingerprint)),
    title: draft.title,
    summary: draft.summary ?? null,
    body: draft.body,
    body_html: draft.bodyHtml ?? null,
    images: draft.images,
    understanding,
    provenance: draft.provenance,
    stemmed: isStemmed(draft.language),
    concepts: unique(vocabulary.concepts(draft)),
  }
}

export function withAncestors(substances: string[], { ancestors }: Pick<Vocabulary, 'ancestors'>): string[] {
  return unique(substances.flatMap((substance) => [substance, ...ancestors(substance)]))
}

function seizesUnnamed(quantities: Quantity[]): boolean {
  const counted = countedGrams(quantities)
  return quantities.some(({ substance }, index) => substance === null && counted[index]!.share !== null)
}

/** The same whatever the order of keys. */
function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sortKeys)).digest('hex')
}

function sortKeys(_key: string, value: unknown): unknown {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)]
}
