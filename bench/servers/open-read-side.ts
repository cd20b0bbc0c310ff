import { createCache } from '../../src/cache/index.ts'
import { systemClock } from '../../src/model/clock.ts'
import { createContextFactory } from '../../src/read/context.ts'
import { loadSchema } from '../../src/server/load-schema.ts'
import { openStore } from '../../src/store/index.ts'
import type { StoreHome } from '../../src/store/open-db.ts'
import { sources } from '../data/sources.ts'

export const quietLog = { debug() {}, info() {}, warn: console.warn, error: console.error }

/** Schema, resolvers and DataLoaders as every server is given them: what differs is who executes. */
export async function openReadSide(place: StoreHome, entityBytes?: number) {
  const store = await openStore(place)
  const contexts = createContextFactory({
    ...{ store, sources, clock: systemClock, cache: createCache({}), substances: [], translator: null },
    entityBytes,
    fetchItems: async (urls) => urls.map(() => new Error('not measured')),
    canonicalUrl: (address) => URL.parse(address)?.href ?? null,
  })
  return { schema: await loadSchema(), context: () => contexts.create('bench') }
}
