import { canonicalUrl } from '../connector/canonical-url.ts'
import type { Source } from '../connector/types.ts'
import type { Fetcher } from '../fetch/types.ts'
import type { Clock } from '../model/clock.ts'
import { BadInput, NotFound } from '../model/errors.ts'
import type { FetchItems, ReadItem } from '../model/item.ts'
import type { parseDate as ParseDate } from '../understand/index.ts'
import { fetchAlone } from './fetch-alone.ts'
import { fetchBatches } from './fetch-batches.ts'
import { sourceOf } from './source-of.ts'

export interface FetchItemsPorts {
  sources: Source[]
  fetcher: Pick<Fetcher, 'fetch'>
  parseDate: typeof ParseDate
  clock: Clock
}

/** What came of each address asked for. */
export type Found = Map<string, ReadItem | Error>

/** Addresses of one source read at one time; each host has its own limits besides. */
const atOnce = 4

/**
 * Reads items from their own addresses: many in one request where the source has such a request, else page by
 * page. Same length and order as asked; in the place of what failed stands its error.
 */
export function createFetchItems(ports: FetchItemsPorts): FetchItems {
  return async (addresses) => {
    const found: Found = new Map()
    const bySource = new Map<Source, string[]>()
    for (const address of new Set(addresses)) {
      const url = canonicalUrl(address)
      const source = url && sourceOf(url, ports.sources)
      if (!url) found.set(address, new BadInput(`${address} is not an address on the web.`))
      else if (!source) found.set(address, new NotFound(`No source publishes at ${new URL(url).hostname}.`))
      else bySource.set(source, [...(bySource.get(source) ?? []), address])
    }
    await Promise.all([...bySource].map(([source, urls]) => fetchFrom(source, urls, found, ports)))
    return addresses.map((address) => found.get(address)!)
  }
}

async function fetchFrom(source: Source, addresses: string[], found: Found, ports: FetchItemsPorts) {
  const canonical = new Map(addresses.map((address) => [canonicalUrl(address)!, address]))
  const settle = (url: string, result: ReadItem | Error) => found.set(canonical.get(url) ?? url, result)
  const left = await fetchBatches(source, [...canonical.keys()], settle, ports)
  const queue = [...left]
  const worker = async () => {
    for (let url = queue.shift(); url !== undefined; url = queue.shift())
      settle(url, await fetchAlone(source, url, ports))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  // Two spellings of one address are one request and two answers.
  for (const address of addresses) {
    const same = canonical.get(canonicalUrl(address)!)!
    if (!found.has(address)) found.set(address, found.get(same)!)
  }
}
