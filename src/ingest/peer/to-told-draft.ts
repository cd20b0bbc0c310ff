import { DateTime } from 'luxon'
import { canonicalUrl } from '../../connector/canonical-url.ts'
import { sanitizeHtml } from '../../connector/html.ts'
import { contentHash } from '../../model/content-hash.ts'
import { ItemRejected } from '../../model/errors.ts'
import type { EventDraft, Gateway } from '../../model/event.ts'
import { eventId } from '../../model/event-id.ts'
import type { Ports } from '../ports.ts'
import type { ClaimedSource } from './check-claim.ts'
import { instant, type ToldEvent } from './read-event.ts'

/** All of a draft but what takes work: most of what is told is known already. */
export type ToldDraft = Omit<EventDraft, 'understanding' | 'country' | 'bodyHtml'> & { html: string | null }

/** The canonical address a told event is stored under. Throws `ItemRejected`. */
export function placeOf({ url }: Pick<ToldEvent, 'url'>): { id: string; url: string } {
  const canonical = canonicalUrl(url)
  if (!canonical) throw new ItemRejected('BAD_URL', `${url.slice(0, 300)} is not an address on the web.`)
  return { id: eventId(canonical), url: canonical }
}

/**
 * What the event would be here. Pure; throws `ItemRejected`. The hash is made anew from what is stored, so that it
 * is the same wherever the text came from.
 */
export function toToldDraft(
  event: ToldEvent,
  { facts, learned }: ClaimedSource,
  from: { gateway: Gateway; now: string },
): ToldDraft {
  const { id, url } = placeOf(event)
  const timeZone = facts?.timeZone ?? learned?.timeZone ?? 'UTC'
  const publishedAt = instant(event.publishedAt, 'publishedAt', from.now)
  const images = event.images.filter((image) => canonicalUrl(image.url) !== null)
  const title = event.title.replace(/\s+/g, ' ').trim()
  const { summary, body, publishedPrecision } = event
  return {
    ...{ id, url, title, summary, body, publishedAt, publishedPrecision, images },
    sourceId: event.source.id,
    html: event.html,
    language: languageOf(event.language) ?? facts?.language ?? learned?.language ?? 'und',
    publishedOn: dayOf(event.publishedOn, publishedAt, timeZone),
    provenance: { ...event.provenance, via: [from.gateway, ...event.provenance.via] },
    contentHash: contentHash({ title, summary, body, images, publishedAt, publishedPrecision }),
  }
}

/** Read by the rules here, so that every value points into the text that is stored here. */
export function understandTold(
  { html, ...told }: ToldDraft,
  { facts, learned }: ClaimedSource,
  { understand }: Pick<Ports, 'understand'>,
): EventDraft {
  const source = facts ?? learned!
  const { title, body, publishedAt, language } = told
  const understanding = understand({
    title,
    text: body,
    source: {
      country: source.country,
      language: language === 'und' ? source.language : language,
      scope: source.scope ?? undefined,
      timeZone: source.timeZone ?? undefined,
    },
    publishedAt,
  })
  const { tag } = understanding.language
  return {
    ...told,
    bodyHtml: html ? sanitizeHtml(html, told.url) || null : null,
    understanding,
    country: understanding.country ?? source.country,
    language: tag === 'und' ? language : tag,
  }
}

function languageOf(told: string | null): string | null {
  return told && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(told) ? told : null
}

/** The teller's day where it can be that instant's day somewhere on Earth. */
function dayOf(told: string | null, publishedAt: string, timeZone: string): string {
  const near = told && Math.abs(Date.parse(told) - Date.parse(publishedAt)) < 2 * 86_400_000
  return near && /^\d{4}-\d\d-\d\d$/.test(told)
    ? told
    : DateTime.fromISO(publishedAt, { zone: timeZone }).toISODate()!
}
