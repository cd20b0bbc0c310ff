import { startState } from './state.ts'

// Follows one peer and prints how many events are stored, until it is killed: dataDir, name and address of the peer.
const [dataDir, name, url] = process.argv.slice(2)
const hub = await startState('hub', { reads: [], home: { dataDir: dataDir! } })
await hub.follow({ name: name!, url: url! })
setInterval(async () => console.log(await hub.store.events.count({})), 20)
