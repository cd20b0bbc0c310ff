import { htmlToText, sanitizeHtml } from '../connector/html.ts'
import { contentHash } from '../model/content-hash.ts'
import { noSingleCountry } from '../model/country.ts'
import { ItemRejected } from '../model/errors.ts'
import type { EventDraft, StoredEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import type { SourceFacts } from '../model/source.ts'
import { limits } from './limits.ts'
import type { Ports } from './ports.ts'
import { asFirstRead, inferredPublication, printedPublication } from './publication.ts'
import type { Reading } from './read-items.ts'
import { toImages } from './to-images.ts'
import { toProvenance } from './to-provenance.ts'

type Readers = Pick<Ports, 'understand' | 'parseDate'>

/**
 * One item as an event. Pure. Throws `ItemRejected` with the reason and what to know about it; `known` is
 * what is stored at its address.
 */
export function toDraft(
  { entry, item, response }: Reading,
  { source, strategy, known }: { source: SourceFacts; strategy: string; known: StoredEvent | null },
  { understand, parseDate }: Readers,
): EventDraft {
  const url = placeOf(entry.url, item, source)
  const title = oneLine(item.title)
  if (!title) throw new ItemRejected('NO_TITLE', 'The item has no title.')
  const { body, bodyHtml, summary } = textsOf(item, response.url || url)

  const { fetchedAt } = response
  const printed = printedPublication(item, source, fetchedAt, parseDate)
  const ahead = printed ? Date.parse(printed.publishedAt) - Date.parse(fetchedAt) : 0
  if (ahead > 86_400_000)
    throw new ItemRejected(
      'FUTURE_DATE',
      `Dated ${item.publishedAt} (${printed!.publishedAt}), in the future when it was fetched at ${fetchedAt}.`,
    )
  const { country, language: siteLanguage, scope, timeZone } = source
  const understanding = understand({
    title,
    text: body,
    source: { country, language: item.language ?? siteLanguage, scope, timeZone },
    publishedAt: printed?.publishedAt ?? fetchedAt,
  })
  // What was once published as relevant stays, or an edit would make it vanish without a withdrawal.
  if (!understanding.relevance.relevant && scope !== 'drugs-only' && !known)
    throw new ItemRejected(
      'OFF_TOPIC',
      `Judged off topic (score ${understanding.relevance.score.toFixed(2)}, rules ${understanding.rules}).`,
    )
  const publication = printed
    ? asFirstRead(printed, known)
    : inferredPublication(understanding.dates, known, fetchedAt, timeZone)
  const { publishedAt, publishedPrecision, publishedOn } = publication
  const images = toImages(item.images ?? [], response.url || url)
  const detected = understanding.language.tag
  return {
    id: entry.id,
    url,
    sourceId: source.id,
    country: understanding.country ?? (country || noSingleCountry),
    title,
    summary,
    body,
    bodyHtml,
    language: detected === 'und' ? (item.language ?? siteLanguage) : detected,
    publishedAt,
    publishedPrecision,
    publishedOn,
    images,
    understanding,
    provenance: toProvenance(response, strategy),
    contentHash: contentHash({ title, summary, body, images, publishedAt, publishedPrecision }),
  }
}

function placeOf(url: string | null, item: Item, { hosts }: SourceFacts): string {
  if (!item.url?.trim()) throw new ItemRejected('NO_URL', 'The item has no address.')
  if (!url) throw new ItemRejected('BAD_URL', `${item.url.slice(0, 300)} is not an address on the web.`)
  const { hostname } = new URL(url)
  if (!hosts.includes(hostname))
    throw new ItemRejected('FOREIGN_HOST', `${hostname} is none of the source's hosts: ${hosts.join(', ')}.`)
  return url
}

/** The text, sanitised markup where there is one, and the summary; a summary alone serves as the text. */
export function textsOf(
  item: Item,
  base: string,
): { body: string; bodyHtml: string | null; summary: string | null } {
  if ((item.html ?? item.text ?? '').length > limits.text * 4)
    throw new ItemRejected(
      'TOO_LARGE',
      `The item has ${(item.html ?? item.text)!.length} characters of text.`,
    )
  const html = item.html ? sanitizeHtml(item.html, base) : ''
  const text = html ? htmlToText(html) : (item.text ?? '').trim()
  const summary = item.summary ? htmlToText(item.summary).trim() : ''
  const body = text || summary
  if (!body) throw new ItemRejected('NO_TEXT', 'Neither the list nor the item’s own page holds a text.')
  if (body.length > limits.text)
    throw new ItemRejected('TOO_LARGE', `The text has ${body.length} characters, more than ${limits.text}.`)
  return { body, bodyHtml: text && html ? html : null, summary: summary && summary !== body ? summary : null }
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim()
}
