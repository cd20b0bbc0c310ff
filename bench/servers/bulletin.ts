import { createCache } from '../../src/cache/index.ts'
import { createGateway } from '../../src/server/gateway.ts'
import { openStore } from '../../src/store/index.ts'
import { sources } from '../data/sources.ts'
import { quietLog } from './open-read-side.ts'
import type { StartServer } from './server.ts'

export const start: StartServer = async ({ place, memory }) =>
  createGateway({
    ...{ store: await openStore(place), cache: createCache({}), sources, log: quietLog },
    fetchItems: async (urls) => urls.map(() => new Error('not measured')),
    config: { host: '127.0.0.1', port: 0, memory },
  })
