import { canonicalUrl } from '../connector/canonical-url.ts'
import type { SourceResponse } from '../connector/types.ts'
import { eventId } from '../model/event-id.ts'
import type { Item } from '../model/item.ts'
import { digest } from './digest.ts'

/** An item as a list shows it, with the place it would be stored at. */
export interface ListEntry {
  item: Item
  /** Canonical address; null where the item has none that can be read. */
  url: string | null
  /** Event id, or a digest of the item where it has no address. */
  id: string
  /** Digest of the entry; another one means that the site changed it. */
  entry: string
  /** The page it was listed on. */
  response: SourceResponse
}

export function toListEntry(item: Item, response: SourceResponse): ListEntry {
  const url = item.url ? canonicalUrl(item.url, response.url || undefined) : null
  const entry = digest(item).slice(0, 16)
  return { item, url, id: url ? eventId(url) : `no-address-${entry}`, entry, response }
}

/** For an item that was listed on an earlier visit: the page is no longer at hand. */
export const noResponse: SourceResponse = {
  requestedUrl: '',
  url: '',
  status: 0,
  headers: {},
  text: '',
  bytes: new Uint8Array(),
  fetchedAt: '',
  sha256: '',
  notModified: false,
}
