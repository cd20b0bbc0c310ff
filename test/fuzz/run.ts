import { parseArgs } from 'node:util'
import { fuzzGateway } from './fuzz-gateway.ts'

/** `npm run fuzz`: generated documents, bodies and headers against a gateway, many more than CI has time for. */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  console.log(
    'npm run fuzz -- [--requests 100000] [--seconds 3600] [--seed N]\n\nA failure tells its seed: give it again to see it again.',
  )
  process.exit()
}
const report = await fuzzGateway({
  seconds: Number(values.seconds),
  most: Number(values.requests),
  ...(values.seed && { seed: Number(values.seed) }),
})
console.log(JSON.stringify(report, null, 2))
process.exit()
