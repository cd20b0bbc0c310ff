import { createCache } from '../../../src/cache/index.ts'
import { createGateway } from '../../../src/server/gateway.ts'
import { openStore } from '../../../src/store/index.ts'

/** A gateway in a process of its own, so that its memory is its own: tells its address, then its memory when asked. */
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
let peak = 0
const look = () => {
  peak = Math.max(peak, process.memoryUsage.rss())
}
setInterval(look, 20).unref()
process.on('message', (question) => {
  look()
  process.send?.({ peak })
  if (question === 'reset') peak = 0
})
process.on('disconnect', () => process.exit())
process.send?.({ url: gateway.url })
