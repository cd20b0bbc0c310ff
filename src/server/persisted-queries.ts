import type { Cache } from '../cache/types.ts'
import type { DocumentPolicy } from './limits/document-policy.ts'

/** Queries by the SHA-256 of their text, for clients that send only the hash. */
export interface PersistedQueries {
  get(sha256: string): Promise<string | undefined>
  set(sha256: string, query: string): Promise<void>
  delete(sha256: string): Promise<void>
}

const ttlSeconds = 90 * 24 * 3600

/** Kept in the cache: with Redis every gateway knows what one of them was sent, restarts included. */
export function createPersistedQueries(
  cache: Cache,
  registered: Pick<DocumentPolicy, 'find' | 'only'> = { find: () => undefined, only: false },
): PersistedQueries {
  const keyOf = (sha256: string) => `persisted-query:${sha256}`
  return {
    get: async (sha256) =>
      registered.find(sha256) ??
      (registered.only ? undefined : (await cache.getMany([keyOf(sha256)]))[0]) ??
      undefined,
    set: (sha256, query) => cache.setMany([{ key: keyOf(sha256), value: query, ttlSeconds }]),
    delete: (sha256) => cache.deleteMany([keyOf(sha256)]),
  }
}
