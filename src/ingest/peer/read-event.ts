import { ItemRejected } from '../../model/errors.ts'
import type { EventStatus, Gateway, Image, Provenance } from '../../model/event.ts'
import type { DatePrecision } from '../../model/understanding.ts'
import { limits } from '../limits.ts'
import { isRecord, optional, text, whole } from './untrusted.ts'

/** An event as another gateway tells it, its types checked and nothing else. */
export interface ToldEvent {
  url: string
  /** Position in the teller's log of its newest change. */
  seq: number
  /** Checked when it is needed: most of the time it is known here. */
  source: { id: string; told: Record<string, unknown> }
  title: string
  summary: string | null
  body: string
  html: string | null
  language: string | null
  publishedAt: string
  publishedPrecision: DatePrecision
  publishedOn: string | null
  status: EventStatus
  images: Image[]
  provenance: Provenance
}

const precisions: DatePrecision[] = ['YEAR', 'MONTH', 'DAY', 'MINUTE', 'SECOND', 'INFERRED']
/** More gateways in a row than there are states is no way an event takes. */
const longestPath = 16
const mostImages = 200

/** Throws `ItemRejected` that names the field. What an older gateway does not tell is filled with what it implies. */
export function readEvent(told: unknown, seq: number, fetchedAt: string): ToldEvent {
  if (!isRecord(told)) throw new ItemRejected('UNREADABLE', 'The change has no event.')
  const url = text(told, 'url', 8192)
  const source = told.source
  if (!isRecord(source)) throw new ItemRejected('UNREADABLE', 'source is missing.')
  const precision = optional(told, 'publishedPrecision', 20) ?? 'INFERRED'
  return {
    url,
    seq: told.seq == null ? seq : whole(told, 'seq'),
    source: { id: text(source, 'id', 200), told: source },
    title: text(told, 'title', 5_000),
    summary: optional(told, 'summary', limits.text),
    body: text(told, 'body', limits.text),
    html: optional(told, 'html', limits.text * 4),
    language: optional(told, 'language', 100),
    publishedAt: optional(told, 'publishedAt', 40) ?? fetchedAt,
    publishedPrecision: precisions.find((one) => one === precision) ?? 'INFERRED',
    publishedOn: optional(told, 'publishedOn', 10),
    status: told.status === 'WITHDRAWN' ? 'WITHDRAWN' : 'PUBLISHED',
    images: list(told.images, 'images', mostImages).map((image) => ({
      url: text(image, 'url', 8192),
      alt: optional(image, 'alt', 10_000),
    })),
    provenance: readProvenance(isRecord(told.provenance) ? told.provenance : {}, { url, fetchedAt }),
  }
}

function readProvenance(
  told: Record<string, unknown>,
  { url, fetchedAt }: { url: string; fetchedAt: string },
): Provenance {
  const readAt = optional(told, 'fetchedAt', 40) ?? fetchedAt
  return {
    requestedUrl: optional(told, 'requestedUrl', 8192) ?? url,
    finalUrl: optional(told, 'finalUrl', 8192) ?? url,
    status: told.status == null ? 200 : whole(told, 'status'),
    fetchedAt: instant(readAt, 'provenance.fetchedAt', fetchedAt),
    sha256: optional(told, 'sha256', 64) ?? '',
    contentType: optional(told, 'contentType', 500),
    strategy: optional(told, 'strategy', 100) ?? 'peer',
    via: list(told.via, 'provenance.via', longestPath).map(
      (gateway): Gateway => ({
        id: text(gateway, 'id', 100),
        name: optional(gateway, 'name', 200) ?? text(gateway, 'id', 100),
        seq: whole(gateway, 'seq'),
      }),
    ),
  }
}

const dayMs = 86_400_000

/** ISO 8601 in UTC. Throws where it is none, or later than any clock that is only a little wrong would say. */
export function instant(told: string, field: string, now: string): string {
  const at = new Date(told)
  const year = at.getUTCFullYear()
  if (!(year >= 1990 && year <= 9999))
    throw new ItemRejected('BAD_DATE', `${field} is no instant of news: ${told}.`)
  if (at.getTime() > Date.parse(now) + dayMs)
    throw new ItemRejected('FUTURE_DATE', `${field} is ${told}, in the future when it was told at ${now}.`)
  return at.toISOString()
}

function list(value: unknown, field: string, most: number): Record<string, unknown>[] {
  if (value == null) return []
  if (!Array.isArray(value) || !value.every(isRecord))
    throw new ItemRejected('UNREADABLE', `${field} is not a list of objects.`)
  if (value.length > most)
    throw new ItemRejected('TOO_LARGE', `${field} has ${value.length} entries, more than ${most}.`)
  return value
}
