import { createCache } from '../../src/cache/index.ts'
import { createGateway } from '../../src/server/gateway.ts'
import { openStore } from '../../src/store/index.ts'

// A gateway to be killed: says where it listens, and never stops by itself.
const { databaseUrl, redisUrl, port } = JSON.parse(process.argv[2]!) as {
  databaseUrl: string
  redisUrl?: string
  port: number
}

/** The database may be restarting at this very moment. */
async function openPatiently(): ReturnType<typeof openStore> {
  for (;;)
    try {
      return await openStore({ databaseUrl, schema: 'torture' })
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const log = { ...quiet, error: (details: object, message: string) => console.error(message, details) }
const gateway = await createGateway({
  store: await openPatiently(),
  cache: createCache({ redisUrl }),
  sources: [],
  fetchItems: async (urls) => urls.map(() => new Error('no source is reached here')),
  log,
  config: {
    host: '127.0.0.1',
    port,
    live: { maxQueuedBytes: 64 * 1024, heartbeatMs: 5_000, lifetimeMs: 25_000 },
  },
})
process.send!({ url: gateway.url })
// Orphans of a runner that was killed go too.
process.on('disconnect', () => process.exit())
