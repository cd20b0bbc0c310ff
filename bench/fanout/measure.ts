import { setTimeout as pause } from 'node:timers/promises'
import { type Process, startProcess } from './process.ts'
import type { Heard, SubscribeOptions } from './subscribe.ts'
import type { Usage } from './usage.ts'

export interface Figures {
  /** Delivered a second. */
  rate: number
  /** Of what should have been delivered. */
  share: number
  /** Microseconds of the server's CPU a message. */
  cpu: number
  p50: number
  p99: number
  /** Most memory during the run less that before it, MB. */
  growth: number
  sample: string
}

export interface Run {
  transport: SubscribeOptions['transport']
  subscribers: number
  seconds: number
  /** A message every so many milliseconds. */
  everyMs: number
  query: string
  variables: object[]
}

const processes = 2
const warmUpSeconds = 3

/** Subscribers in processes of their own listen to a server while `publish` runs. */
export async function measure(
  server: Process,
  { transport, subscribers, seconds, everyMs, query, variables }: Run,
  publish: (run: boolean) => Promise<unknown>,
): Promise<Figures> {
  await using owned = new AsyncDisposableStack()
  const count = subscribers / processes
  const listeners = await Promise.all(
    Array.from({ length: processes }, async (_, i) => {
      const own = [...variables.slice(i * count), ...variables.slice(0, i * count)]
      const options: SubscribeOptions = { url: server.ready.url!, transport, count, query, variables: own }
      return owned.use(await startProcess('./subscribe.ts', options))
    }),
  )
  const hear = () => Promise.all(listeners.map((listener) => listener.ask<Heard>({})))
  await publish(true)
  await pause(warmUpSeconds * 1000)
  await hear()
  const before = await server.ask<Usage>({ keep: true })
  const started = performance.now()
  await pause(seconds * 1000)
  const after = await server.ask<Usage>({ keep: true })
  const took = (performance.now() - started) / 1000
  const heard = await hear()
  await publish(false)
  const messages = heard.reduce((sum, each) => sum + each.messages, 0)
  const ages = heard.flatMap((each) => each.ages).sort(([a], [b]) => a - b)
  return {
    rate: messages / took,
    share: messages / took / ((subscribers * 1000) / everyMs),
    cpu: (after.cpu - before.cpu) / messages,
    p50: quantile(ages, messages, 0.5),
    p99: quantile(ages, messages, 0.99),
    growth: (after.peak - before.rss) / 2 ** 20,
    sample: heard.find(({ sample }) => sample)?.sample ?? '',
  }
}

function quantile(ages: [number, number][], total: number, q: number): number {
  let seen = 0
  for (const [age, count] of ages) {
    seen += count
    if (seen >= total * q) return age / 10
  }
  return Number.NaN
}
