import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
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
  return {
    ...common(told, source, understanding),
    title: told.title,
    summary: null,
    body,
    bodyHtml: null,
    language: understanding.language.tag,
    publishedAt: DateTime.fromISO(publishedOn, { zone: source.timeZone }).toUTC().toISO()!,
    publishedPrecision: 'INFERRED',
    publishedOn,
    images: [],
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
    contentHash: digest({ title: told.title, summary: null, body, images: [] }),
  }
}

/** The original of a report, as its site tells it; the document says where it happened. */
export function originalDraft(
  told: Told,
  item: ReadItem,
  document: Document,
  ports: Pick<ImportPorts, 'understand' | 'sourceOf' | 'clock'>,
): EventDraft {
  const source = ports.sourceOf(told.url) ?? importedDocuments
  const { title, summary, body, bodyHtml, images, publishedAt } = item
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
  const printed = publishedAt && DateTime.fromISO(publishedAt, { zone: source.timeZone })
  const day = printed
    ? printed.toISODate()!
    : dayOf(understanding, told.period, told.period?.to ?? item.fetchedAt.slice(0, 10))
  const detected = understanding.language.tag
  return {
    ...common(told, source, understanding),
    title,
    summary,
    body,
    bodyHtml,
    language: detected === 'und' ? item.language : detected,
    publishedAt: publishedAt ?? DateTime.fromISO(day, { zone: source.timeZone }).toUTC().toISO()!,
    publishedPrecision: publishedAt ? 'MINUTE' : 'INFERRED',
    publishedOn: day,
    images,
    provenance: item.provenance ?? {
      requestedUrl: told.url,
      finalUrl: item.url,
      status: 200,
      fetchedAt: item.fetchedAt,
      sha256: document.sha256,
      contentType: null,
      strategy: item.strategy,
      via: [],
    },
    contentHash: digest({ title, summary, body, images, ...(publishedAt && { publishedAt }) }),
  }
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

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
