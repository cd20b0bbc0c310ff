import { createCache } from '../../src/cache/index.ts'
import type { SourceFacts } from '../../src/model/source.ts'
import { createGateway, type GatewayPorts } from '../../src/server/gateway.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'

export interface LogLine {
  level: string
  details: Record<string, unknown>
  message: string
}

export interface TestGateway<S> extends AsyncDisposable {
  url: string
  store: S
  log: LogLine[]
  /** Sends a query as a client would and reads the answer. */
  ask(query: string, variables?: object): Promise<Answer>
}

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
export type Answer = { data: any; errors?: any[]; extensions?: any }

export const now = new Date('2025-04-10T12:00:00Z')

/** A gateway on loopback over a store in memory, or over `ports.store`. */
export async function startGateway(): Promise<TestGateway<MemoryStore>>
export async function startGateway<P extends Partial<GatewayPorts>>(
  ports: P,
): Promise<TestGateway<P['store'] extends object ? P['store'] : MemoryStore>>
export async function startGateway(ports: Partial<GatewayPorts> = {}): Promise<TestGateway<unknown>> {
  const log: LogLine[] = []
  const at = (level: string) => (details: object, message: string) =>
    void log.push({ level, details: details as LogLine['details'], message })
  const store = ports.store ?? createMemoryStore()
  const cache = ports.cache ?? createCache({})
  const gateway = await createGateway({
    store,
    cache,
    sources: [source('kz/polisia-ru', 'KZ'), source('tj/akn', 'TJ'), source('regional/caricc', 'ZZ')],
    fetchItems: async (urls) => urls.map(() => new Error('no source is reached in this test')),
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    clock: { now: () => now },
    ...ports,
    config: { host: '127.0.0.1', port: 0, ...ports.config },
  })
  return {
    url: gateway.url,
    store,
    log,
    ask: async (query, variables) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      return (await response.json()) as Answer
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      if (!ports.cache) await cache[Symbol.asyncDispose]()
    },
  }
}

export function source(id: string, country: string): SourceFacts {
  return {
    id,
    country,
    name: `Name of ${id}`,
    authority: 'Ministry',
    homepage: 'https://polisia.kz/ru/',
    language: 'ru',
    timeZone: 'Asia/Almaty',
    scope: 'all-police-news',
    pollEverySeconds: 600,
    hosts: ['polisia.kz'],
  }
}
