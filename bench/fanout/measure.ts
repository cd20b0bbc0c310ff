import { setTimeout as pause } from 'node:timers/promises'
import type { Figures } from './figures.ts'
import type { Process } from './process.ts'
import type { SubscribeOptions } from './subscribe.ts'
import { openSubscribers, type Subscribers } from './subscribers.ts'
import type { Usage } from './usage.ts'

export interface Run {
  transport: SubscribeOptions['transport']
  subscribers: number
  seconds: number
  /** A message every so many milliseconds. */
  everyMs: number
  query: string
  variables: object[]
}

const warmUpSeconds = 3

/** Subscribers listen to a server while `publish` runs. */
export async function measure(
  server: Process,
  { transport, subscribers: count, query, variables, ...span }: Run,
  publish: (run: boolean) => Promise<unknown>,
): Promise<Figures> {
  await using subscribers = await openSubscribers(server, { transport, count, query, variables })
  await publish(true)
  await pause(warmUpSeconds * 1000)
  const figures = await measureSpan(server, subscribers, { ...span, subscribers: count })
  await publish(false)
  return figures
}

/** What subscribers hear of changes that come anyway. */
export async function measureSpan(
  server: Process,
  { hear }: Subscribers,
  { seconds, everyMs, subscribers }: Pick<Run, 'seconds' | 'everyMs' | 'subscribers'>,
): Promise<Figures> {
  await hear()
  const before = await server.ask<Usage>({ keep: true })
  const started = performance.now()
  await pause(seconds * 1000)
  const after = await server.ask<Usage>({ keep: true })
  const took = (performance.now() - started) / 1000
  const heard = await hear()
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
