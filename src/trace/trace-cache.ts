import type { Cache } from '../cache/types.ts'
import { inInnerSpan, isTracing } from './span.ts'

/** The same cache, what it is asked told as part of what asked. The very same one where nothing is traced. */
export function traceCache(cache: Cache): Cache {
  if (!isTracing()) return cache
  const span = (name: string, keys: number) => () =>
    ({ name, kind: 'CLIENT', attributes: { 'bulletin.cache.keys': keys } }) as const
  return {
    getMany: (keys) =>
      inInnerSpan(span('cache get', keys.length), async ({ set }) => {
        const values = await cache.getMany(keys)
        set({ 'bulletin.cache.hits': values.filter((value) => value !== null).length })
        return values
      }),
    setMany: (entries) => inInnerSpan(span('cache set', entries.length), () => cache.setMany(entries)),
    deleteMany: (keys) => inInnerSpan(span('cache delete', keys.length), () => cache.deleteMany(keys)),
    get healthy() {
      return cache.healthy
    },
    [Symbol.asyncDispose]: () => cache[Symbol.asyncDispose](),
  }
}
