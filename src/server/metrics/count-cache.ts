import type { Cache } from '../../cache/types.ts'
import type { Metrics } from './create-metrics.ts'

/** The same cache, its hits and misses counted. */
export function countCache(cache: Cache, metrics: Pick<Metrics, 'cacheRead'>): Cache {
  return {
    async getMany(keys) {
      const values = await cache.getMany(keys)
      const hits = values.filter((value) => value !== null).length
      metrics.cacheRead(hits, values.length - hits)
      return values
    },
    setMany: (entries) => cache.setMany(entries),
    deleteMany: (keys) => cache.deleteMany(keys),
    get healthy() {
      return cache.healthy
    },
    [Symbol.asyncDispose]: () => cache[Symbol.asyncDispose](),
  }
}
