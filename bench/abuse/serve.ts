import { createCache } from '../../src/cache/index.ts'
import { createGateway } from '../../src/server/gateway.ts'
import { openStore } from '../../src/store/index.ts'

// One gateway that tells its schema and one that does not; asked, it says how much processor it has used.
const quiet = { debug() {}, info() {}, warn() {}, error: console.error }
const store = await openStore({ dataDir: 'memory://' })
const open = (introspection: boolean) =>
  createGateway({
    store,
    cache: createCache({}),
    sources: [],
    fetchItems: async (urls) => urls.map(() => new Error('no source is reached here')),
    log: quiet,
    config: { host: '127.0.0.1', port: 0, queries: { introspection } },
  })
const [told, closed] = [await open(true), await open(false)]
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send!({ cpuMicros: user + system })
})
process.on('disconnect', () => process.exit())
process.send!({ url: told.url, closed: closed.url })
