import { createServer } from 'node:http'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { composeSupergraph } from '../../examples/federation/compose-supergraph.ts'
import { start as startBulletin } from '../servers/bulletin.ts'

/** Hive Gateway before a Bulletin in the same process: what one more hop costs. */
export async function start(options) {
  const subgraph = await startBulletin(options)
  const { sdl } = await composeSupergraph([{ name: 'bulletin', url: `${subgraph.url}/graphql` }])
  const server = createServer(createGatewayRuntime({ supergraph: sdl, logging: false }))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}` }
}
