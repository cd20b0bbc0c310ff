import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from '@graphiql/toolkit'
import { type DocumentNode, getOperationAST } from 'graphql'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWebSocketClient } from 'graphql-ws'

export type Transport = 'WebSocket' | 'SSE'

interface Settings {
  transport: Transport
  key: string
}

/** Questions go by POST; subscriptions by the transport chosen. Settings are read at each question. */
export function createTransports(settings: () => Settings): Fetcher {
  const url = new URL('/graphql', location.href).href
  const authorization = (): Record<string, string> => {
    const { key } = settings()
    return key ? { authorization: `Bearer ${key}` } : {}
  }
  const plain = createGraphiQLFetcher({
    url,
    wsClient: createWebSocketClient({ url: url.replace(/^http/, 'ws'), connectionParams: authorization }),
  })
  return (params, options) => {
    const headers = { ...authorization(), ...options?.headers }
    if (settings().transport === 'SSE' && subscribes(params, options?.documentAST)) {
      const { query, variables, operationName } = params
      const client = createSseClient({ url, headers: () => headers })
      return client.iterate({
        query,
        ...(variables && { variables }),
        ...(operationName && { operationName }),
      })
    }
    return plain(params, { ...options, headers })
  }
}

function subscribes({ operationName }: FetcherParams, document: DocumentNode | undefined): boolean {
  return document !== undefined && getOperationAST(document, operationName)?.operation === 'subscription'
}
