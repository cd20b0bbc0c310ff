import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'

export interface SupergraphGateway extends AsyncDisposable {
  url: string
}

/** One address in front of all services: plans each query over them, and hands the caller's key on. */
export async function serveSupergraph(
  sdl: string,
  { port = 0, quiet = false } = {},
): Promise<SupergraphGateway> {
  const gateway = createGatewayRuntime({
    supergraph: sdl,
    logging: quiet ? false : 'warn',
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => {
        const authorization = request.headers.get('authorization')
        return authorization ? { authorization } : {}
      },
    },
  })
  const server = createServer(gateway)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await gateway[Symbol.asyncDispose]()
    },
  }
}
