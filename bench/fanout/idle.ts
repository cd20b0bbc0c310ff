import { readFileSync } from 'node:fs'
import type { FanoutOptions } from '../fanout.ts'
import { openOurs } from './open-ours.ts'
import { filters, query } from './requests.ts'
import { openSubscribers } from './subscribers.ts'
import type { Usage } from './usage.ts'

const barMb = 350

/**
 * What subscribers cost to whom nothing is told: the gateway's whole memory over each transport, once what opening
 * them took was given back to the system.
 */
export async function idle(options: FanoutOptions): Promise<boolean> {
  const count = options.subscribers ?? 10_000
  const files = openFiles()
  if (files < count + 200)
    throw new Error(
      `${count} connections need as many open files, and the limit here is ${files}. Raise it (ulimit -n ${count + 1000}), or ask for fewer with --subscribers.`,
    )
  let met = true
  console.log(`\n${count} idle subscribers with 500 different filters, all open`)
  for (const transport of ['websocket', 'sse'] as const) {
    await using ours = await openOurs()
    const alone = await ours.server.ask<Usage>({ settle: true })
    const started = performance.now()
    await using subscribers = await openSubscribers(ours.server, {
      transport,
      count,
      query,
      variables: filters(500),
    })
    const seconds = (performance.now() - started) / 1000
    await subscribers.hear()
    const { rss, peak } = await ours.server.ask<Usage>({ settle: true })
    const [before, mb] = [alone.rss / 2 ** 20, rss / 2 ** 20]
    console.log(
      `${transport.padEnd(9)}  ${before.toFixed(0)} MB alone, ${mb.toFixed(0)} MB with them (bar ${barMb}), ${(((mb - before) * 1024) / count).toFixed(1)} KB each; while they came ${(peak / 2 ** 20).toFixed(0)} MB at most, opened in ${seconds.toFixed(1)} s`,
    )
    met &&= mb <= barMb
  }
  return met
}

/** How many files a process may open; Node.js raises its own limit to that by itself. */
function openFiles(): number {
  const limits = readFileSync('/proc/self/limits', 'utf8')
  const [, hard] = /^Max open files\s+\S+\s+(\S+)/m.exec(limits) ?? []
  return hard === 'unlimited' ? Number.POSITIVE_INFINITY : Number(hard)
}
