import { createCache } from '../../src/cache/index.ts'
import { createGateway } from '../../src/server/gateway.ts'
import { openStore, type StoreOptions } from '../../src/store/index.ts'
import { watchUsage } from './usage.ts'

// The gateway as it is, with room for every subscriber of the measurement.
const home = JSON.parse(process.argv[2]!) as StoreOptions
const quiet = { debug() {}, info() {}, warn: console.warn, error: console.error }
const gateway = await createGateway({
  store: await openStore(home),
  cache: createCache({}),
  sources: [],
  fetchItems: async (urls) => urls.map(() => new Error('no source is reached here')),
  log: quiet,
  config: { host: '127.0.0.1', port: 0 },
})
const usage = watchUsage()
process.on('message', async ({ settle }: { settle?: boolean }) =>
  process.send!(settle ? await usage.settle() : usage.take()),
)
process.on('disconnect', () => process.exit())
process.send!({ url: gateway.url })
