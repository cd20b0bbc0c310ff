import DataLoader from 'dataloader'
import { createReadThrough, type ReadThrough } from '../cache/read-through.ts'
import type { Cache } from '../cache/types.ts'
import type { Clock } from '../model/clock.ts'
import type { FetchItems, ReadItem } from '../model/item.ts'
import { inBatchSpan } from './loaders.ts'

/** Keeps what was read of the sources' pages for every request of every gateway on the same cache. */
export function createItemReader(ports: {
  cache: Cache
  fetchItems: FetchItems
  clock: Clock
}): ReadThrough<ReadItem> {
  return createReadThrough<ReadItem>({
    cache: ports.cache,
    name: 'item',
    version: 1,
    load: ports.fetchItems,
    freshSeconds: 5 * 60,
    staleSeconds: 24 * 60 * 60,
    negativeSeconds: 60,
    clock: ports.clock,
  })
}

/** Gathers the addresses one request asks for, so that a source that can be asked for many is asked once. */
export function createItemLoader(reader: ReadThrough<ReadItem>): DataLoader<string, ReadItem> {
  return new DataLoader((urls) => inBatchSpan('items', urls.length, () => reader.getMany([...urls])))
}
