import { openStore } from '../../src/store/index.ts'
import { startWebhookGateway } from './webhook-gateway.ts'

/** A process of its own that delivers to the address given until it is killed; says when it is ready. */
const [options = '', url = ''] = process.argv.slice(2)
const store = await openStore(JSON.parse(options))
const gateway = await startWebhookGateway(store, { leaseMs: 1_500 })
await gateway.hook(url)
process.stdout.write('ready\n')
