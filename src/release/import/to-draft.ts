import { DateTime } from 'luxon'
import { contentHash } from '../../model/content-hash.ts'
import { noSingleCountry } from '../../model/country.ts'
import type { EventDraft } from '../../model/event.ts'
import { eventId } from '../../model/event-id.ts'
import type { ReadItem } from '../../model/item.ts'
import type { SourceFacts } from '../../model/source.ts'
import type { Understanding } from '../../model/understanding.ts'
import { importedDocuments } from '../imported-source.ts'
import type { Document } from './document-text.ts'
import type { ImportPorts } from './ports.ts'

export interface Told {
  url: string
  title: string
  paragraphs: string[]
  /** Country a release files it under; null where the document does not say. */
  country: string | null
  /** Days the document is about; a date in the text counts only within them. */
  period: { from: string; to: string } | null
}

/** A report as a document tells it. The day is inferred: from the text, else the last one it can have been. */
export function toldDraft(
  told: Told,
  document: Document,
  ports: Pick<ImportPorts, 'understand' | 'sourceOf' | 'clock'>,
): EventDraft {
  const source = ports.sourceOf(told.url) ?? importedDocuments
  const now = ports.clock.now().toISOString()
  const body = told.paragraphs.join('\n\n') || told.title
  const latest = told.period?.to ?? now.slice(0, 10)
  const understanding = ports.understand({
    title: told.title,
    text: body,
    source: { country: told.country ?? source.country, timeZone: source.timeZone, scope: 'drugs-only' },
    publishedAt: `${latest}T12:00:00Z`,
  })
  const publishedOn = dayOf(understanding, told.period, latest)
  const report = {
    title: told.title,
    summary: null,
    body,
    images: [],
    publishedAt: startOf(publishedOn, source),
    publishedPrecision: 'INFERRED' as const,
  }
  return {
    ...common(told, source, understanding),
    ...report,
    bodyHtml: null,
    language: understanding.language.tag,
    publishedOn,
    provenance: {
      requestedUrl: told.url,
      finalUrl: told.url,
      status: 0,
      fetchedAt: now,
      sha256: document.sha256,
      contentType: document.contentType,
      strategy: 'import',
      via: [],
    },
    contentHash: contentHash(report),
  }
}

/** The original of a report, as its site tells it; the document says where it happened. */
export function originalDraft(
  told: Told,
  item: ReadItem,
  ports: Pick<ImportPorts, 'understand' | 'sourceOf' | 'clock'>,
): EventDraft {
  const source = ports.sourceOf(told.url) ?? importedDocuments
  const { title, summary, body, bodyHtml, images, publishedAt, publication, provenance } = item
  const understanding = ports.understand({
    title,
    text: body,
    source: {
      country: told.country ?? source.country,
      language: item.language,
      timeZone: source.timeZone,
      scope: 'drugs-only',
    },
    publishedAt: publishedAt ?? `${told.period?.to ?? item.fetchedAt.slice(0, 10)}T12:00:00Z`,
  })
  const latest = told.period?.to ?? item.fetchedAt.slice(0, 10)
  const publishedOn = publication?.day ?? dayOf(understanding, told.period, latest)
  const report = {
    title,
    summary,
    body,
    images,
    publishedAt: publishedAt ?? startOf(publishedOn, source),
    publishedPrecision: publication?.precision ?? ('INFERRED' as const),
  }
  const detected = understanding.language.tag
  return {
    ...common(told, source, understanding),
    ...report,
    bodyHtml,
    language: detected === 'und' ? item.language : detected,
    publishedOn,
    provenance,
    contentHash: contentHash(report),
  }
}

function startOf(day: string, { timeZone }: SourceFacts): string {
  return DateTime.fromISO(day, { zone: timeZone }).toUTC().toISO()!
}

function common({ url, country }: Told, source: SourceFacts, understanding: Understanding) {
  return {
    id: eventId(url),
    url,
    sourceId: source.id,
    country: country ?? understanding.country ?? (source.country || noSingleCountry),
    understanding,
  }
}

/** The first full day the text names within the period. */
function dayOf({ dates }: Understanding, period: Told['period'], fallback: string): string {
  const named = dates
    .map(({ date }) => date)
    .filter(({ precision, end }) => end === null && precision !== 'YEAR' && precision !== 'MONTH')
    .find(({ date }) => !period || (period.from <= date && date <= period.to))
  return named?.date ?? fallback
}
