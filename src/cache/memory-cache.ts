import { LRUCache } from 'lru-cache'
import type { Cache } from './types.ts'

/** What an entry costs besides its characters: map slots, list links, string headers. */
const entryOverheadBytes = 128

/** Least recently used entries leave when `maxBytes` (two bytes a UTF-16 unit) is reached. */
export function createMemoryCache({ maxBytes }: { maxBytes: number }): Cache {
  const entries = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (value, key) => 2 * (value.length + key.length) + entryOverheadBytes,
    // Read the clock on every look-up: a debounced one serves entries past their age.
    ttlResolution: 0,
  })
  return {
    async getMany(keys) {
      return keys.map((key) => entries.get(key) ?? null)
    },
    async setMany(list) {
      for (const { key, value, ttlSeconds } of list)
        if (ttlSeconds > 0) entries.set(key, value, { ttl: Math.ceil(ttlSeconds * 1000) })
        else entries.delete(key)
    },
    async deleteMany(keys) {
      for (const key of keys) entries.delete(key)
    },
    healthy: true,
    async [Symbol.asyncDispose]() {
      entries.clear()
    },
  }
}
