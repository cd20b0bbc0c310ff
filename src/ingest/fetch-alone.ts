import type { Source } from '../connector/types.ts'
import { NotFound, SourceChanged } from '../model/errors.ts'
import type { ReadItem } from '../model/item.ts'
import type { FetchItemsPorts } from './fetch-items.ts'
import { isGone } from './read-items.ts'
import { strategyNames } from './strategy-names.ts'
import { toReadItem } from './to-read-item.ts'

/** Reads one item from its own page; by the first strategy that knows how. Returns errors, never throws them. */
export async function fetchAlone(
  source: Source,
  url: string,
  ports: FetchItemsPorts,
): Promise<ReadItem | Error> {
  const names = strategyNames(source.strategies)
  try {
    for (const [i, strategy] of source.strategies.entries()) {
      const request = strategy.article?.({ url }, source)
      if (!request || !strategy.readArticle) continue
      const allowStatus = [...(request.allowStatus ?? []), 404, 410]
      const response = await ports.fetcher.fetch({ ...request, allowStatus }, { allowedHosts: source.hosts })
      if (isGone(response)) return new NotFound(`${url} answered ${response.status}: the page is gone.`)
      const item = strategy.readArticle(response, { url }, source)
      return toReadItem(item, url, source, names[i]!, response, ports)
    }
    return new SourceChanged(`${source.id} has no way to read a single page.`)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
