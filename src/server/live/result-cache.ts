import { LRUCache } from 'lru-cache'
import type { ChangeWithEvent } from '../../model/change.ts'

/** Results as bytes, made once for all who are told the same change in the same words. */
export interface ResultCache {
  /** `resultKey` stands for document, variables and rights. Bytes at once where they are known. */
  bytesOf(resultKey: string, change: ChangeWithEvent, make: () => Promise<Buffer>): Buffer | Promise<Buffer>
}

/** Bounded in bytes over all operations, so that many filters cost no more memory than one. */
export function createResultCache(maxBytes: number): ResultCache {
  const made = new LRUCache<string, Buffer>({
    maxSize: maxBytes,
    sizeCalculation: ({ length }) => length + 256,
  })
  const making = new Map<string, Promise<Buffer>>()

  return {
    bytesOf(resultKey, change, make) {
      // The event's own position is part of it: history told later shows the event as it then is.
      const key = `${change.seq} ${change.kind} ${change.event.seq} ${resultKey}`
      const known = made.get(key) ?? making.get(key)
      if (known) return known
      const bytes = make()
        .then((result) => {
          made.set(key, result)
          return result
        })
        .finally(() => making.delete(key))
      making.set(key, bytes)
      return bytes
    },
  }
}
