import type { Source } from '../connector/types.ts'
import type { ReadItem } from '../model/item.ts'
import { isSourceError } from './choose-strategy.ts'
import type { FetchItemsPorts } from './fetch-items.ts'
import { strategyNames } from './strategy-names.ts'
import { toReadItem } from './to-read-item.ts'

/** Reads what can be read many at a time; returns the addresses that are left to be read one by one. */
export async function fetchBatches(
  source: Source,
  urls: string[],
  settle: (url: string, result: ReadItem | Error) => void,
  ports: FetchItemsPorts,
): Promise<Set<string>> {
  const left = new Set(urls)
  const names = strategyNames(source.strategies)
  for (const [i, strategy] of source.strategies.entries()) {
    if (!strategy.batch || !strategy.parseBatch || left.size === 0) continue
    try {
      for (const { request, urls: asked } of strategy.batch([...left], source)) {
        const response = await ports.fetcher.fetch(request, { allowedHosts: source.hosts })
        for (const [url, item] of strategy.parseBatch(response, asked, source)) {
          if (!item.html && !item.text) continue
          settle(
            url,
            attempt(() => toReadItem(item, url, source, names[i]!, response, ports)),
          )
          left.delete(url)
        }
      }
    } catch (error) {
      if (!isSourceError(error)) throw error
      // The pages themselves may still answer.
    }
  }
  return left
}

function attempt(read: () => ReadItem): ReadItem | Error {
  try {
    return read()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
