import { join } from 'node:path'
import { styleText } from 'node:util'
import { type Log, type Serving, serve } from '../../../src/composition.ts'
import type { Config } from '../../../src/config.ts'

export interface ServingPeers extends Serving {
  url: string
  /** The states' own gateways, by name. */
  states: { name: string; url: string }[]
}

/** States that run their own Bulletin in the demonstration. */
export const peerStates = ['kz', 'kg']

/**
 * A gateway for each of two states, which reads its own sites, and a hub that reads no site and has everything from
 * them: each with its own database and port. The hub's port is the one asked for, the states' are the next.
 */
export async function servePeers(config: Config, log: Log): Promise<ServingPeers> {
  await using owned = new AsyncDisposableStack()
  const states: ServingPeers['states'] = []
  for (const [i, name] of peerStates.entries()) {
    const port = config.port === 0 ? 0 : config.port + i + 1
    const dataDir = join(config.dataDir, `../store-${name}`)
    const serving = owned.use(await serve({ ...config, port, dataDir, sources: [`${name}/*`] }, log, 'all'))
    states.push({ name, url: serving.url! })
  }
  const addressOf = (name: string) => `${name}.bulletin.example`
  const hostMap = states.map(({ name, url }) => [
    addressOf(name),
    { address: config.host, port: Number(new URL(url).port) },
  ])
  const hub: Config = {
    ...config,
    dataDir: join(config.dataDir, '../store-hub'),
    sources: [],
    peers: states.map(({ name }) => ({
      ...{ name, key: null, sources: [`${name}/*`] },
      url: `https://${addressOf(name)}/graphql`,
    })),
    // Gateways do not publish faster because the sites of a demonstration do.
    pace: 1,
    hostMap: { ...config.hostMap, ...Object.fromEntries(hostMap) },
  }
  const serving = owned.use(await serve(hub, log, 'all'))
  const running = owned.move()
  return { url: serving.url!, states, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

/** Where each gateway is, and how to see which one an event came through. */
export function printPeers({ url, states }: ServingPeers): void {
  const line = (name: string, address: string) =>
    console.log(`  ${name.padEnd(8)} ${styleText('cyan', address)}`)
  console.log(`\n  ${styleText('bold', 'Three gateways:')} the hub reads no site, and follows the other two.`)
  line('Hub', url)
  for (const { name, url: address } of states) line(name.toUpperCase(), address)
  const query =
    '{ events(first: 3) { nodes { title source { id } provenance { fetchedAt via { name seq } } } } }'
  console.log(`  ${styleText('bold', 'Through which gateway an event came')}\n     ${query}\n`)
}
