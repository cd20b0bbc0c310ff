import type { Source, SourceResponse } from '../connector/types.ts'
import { SourceChanged } from '../model/errors.ts'
import type { Item, ReadItem } from '../model/item.ts'
import type { FetchItemsPorts } from './fetch-items.ts'
import { printedPublication } from './publication.ts'
import { textsOf } from './to-draft.ts'
import { toImages } from './to-images.ts'
import { toProvenance } from './to-provenance.ts'

/** An item normalised for readers, not stored. Throws `SourceChanged` when it has no title, `ItemRejected` no text. */
export function toReadItem(
  item: Item,
  url: string,
  source: Source,
  strategy: string,
  response: SourceResponse,
  { parseDate }: Pick<FetchItemsPorts, 'parseDate'>,
): ReadItem {
  const title = item.title?.replace(/\s+/g, ' ').trim()
  if (!title) throw new SourceChanged(`No title was found at ${url}.`)
  const { fetchedAt } = response
  const printed = printedPublication(item, source, fetchedAt, parseDate)
  return {
    url,
    sourceId: source.id,
    title,
    ...textsOf(item, response.url),
    publishedAt: printed?.publishedAt ?? null,
    publication: printed && { precision: printed.publishedPrecision, day: printed.publishedOn },
    language: item.language ?? source.language,
    images: toImages(item.images ?? [], response.url),
    fetchedAt,
    strategy,
    provenance: toProvenance(response, strategy),
  }
}
