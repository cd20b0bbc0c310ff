import { createCache } from '../../../src/cache/index.ts'
import { createGateway } from '../../../src/server/gateway.ts'
import { openStore } from '../../../src/store/index.ts'

/** A gateway in a process of its own, so that its memory is its own: tells its address, then what of its memory is alive when asked. */
const [databaseUrl, schema] = process.argv.slice(2) as [string, string]
const quiet = () => {}
const store = await openStore({ databaseUrl, schema })
const gateway = await createGateway({
  store,
  cache: createCache({}),
  sources: [],
  fetchItems: async (urls) => urls.map(() => new Error('no source is reached in this test')),
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  config: { host: '127.0.0.1', port: 0 },
})
/** What is alive, garbage taken out: run with --expose-gc. */
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.send?.({ live: heapUsed + external })
})
process.on('disconnect', () => process.exit())
process.send?.({ url: gateway.url })
