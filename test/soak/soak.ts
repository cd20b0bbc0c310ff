import { setTimeout as pause } from 'node:timers/promises'
import { toCursor } from '../../src/model/cursor.ts'
import { openStore } from '../../src/store/index.ts'
import { verifyStore } from '../../src/store/verify/verify-store.ts'
import { hasRedisServer, startRedis } from '../cache/redis-process.ts'
import { startClients } from '../torture/clients.ts'
import { type GatewayProcess, startGatewayProcess } from '../torture/gateway-process.ts'
import type { PrivatePostgres } from '../torture/private-postgres.ts'
import { judge, type Verdict } from '../torture/torture.ts'
import { write } from '../torture/write.ts'
import { keepAsking } from './asking.ts'
import { faultsOf } from './faults.ts'
import { type MemorySample, slopeOf } from './memory.ts'
import { createTally, type Tally } from './tally.ts'

export interface SoakOptions {
  postgres: PrivatePostgres
  minutes: number
  /** Seconds from one fault to the next. */
  faultEvery: number
  /** Seconds after a fault in which its marks may show. */
  window: number
  /** Who ask at once, each one thing after the other. */
  askers: number
  /** Changes a second. */
  rate: number
  say(line: string): void
}

export interface SoakReport {
  tally: Tally
  changes: number
  subscribers: Verdict[]
  /** What `bulletin verify` finds. */
  problems: { check: string; problems: number }[]
  /** Of the gateway that is never killed. */
  memory: { first: number; last: number; peak: number; slopePerMinute: number }
}

/** Two gateways under a mixed load, one fault after the other; nothing may be lost or wrong, and nobody else disturbed. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { postgres, minutes, faultEvery, window, askers, rate, say } = options
  await using owned = new AsyncDisposableStack()
  const store = owned.use(await openStore({ databaseUrl: postgres.url, schema: 'torture', poolSize: 2 }))
  const redis = hasRedisServer ? owned.use(await startRedis()) : null
  const gateways: GatewayProcess[] = []
  for (let i = 0; i < 2; i++) gateways.push(owned.use(await startGatewayProcess(postgres.url, redis?.url)))
  const urls = gateways.map(({ url }) => url)
  const began = performance.now()
  const tally = createTally()
  const loading = AbortSignal.timeout(minutes * 60_000)
  const reading = new AbortController()
  const subscribers = startClients({
    urls,
    start: toCursor({ log: store.changes.id, seq: 0 }),
    signal: reading.signal,
  })
  const samples: MemorySample[] = []
  await Promise.all([
    write(postgres.url, rate, loading),
    ...Array.from({ length: askers }, () => keepAsking(urls, tally, began, loading)),
    harm(),
    watch(),
  ])
  say(`Load is over after ${tally.outcomes.length} requests; waiting for the subscribers …`)
  const verdicts = await judge(store, subscribers)
  reading.abort()
  await Promise.all(subscribers.map(({ done }) => done))
  const found = await verifyStore(store.db)
  const sizes = samples.map(({ mb }) => mb)
  return {
    tally,
    changes: await store.changes.head(),
    subscribers: verdicts,
    problems: found
      .filter(({ problems }) => problems > 0)
      .map(({ name, problems }) => ({ check: name, problems })),
    memory: {
      first: sizes[0] ?? 0,
      last: sizes.at(-1) ?? 0,
      peak: Math.max(...sizes),
      slopePerMinute: slopeOf(samples),
    },
  }

  async function harm(): Promise<void> {
    const faults = faultsOf(postgres, redis, gateways)
    for (let turn = 0; ; turn++) {
      await pause(faultEvery * 1_000, undefined, { signal: loading }).catch(() => {})
      if (loading.aborted) return
      const { name, cause } = faults[turn % faults.length]!
      const fault = { name, from: performance.now() - began, to: Number.POSITIVE_INFINITY }
      tally.faults.push(fault)
      await cause().catch((error: Error) => say(`${name}: ${error.message}`))
      fault.to = performance.now() - began + window * 1_000
      say(name)
    }
  }

  async function watch(): Promise<void> {
    while (!loading.aborted) {
      if (gateways[0]!.hasEnded()) throw new Error('A gateway that nobody killed ended by itself.')
      samples.push({ at: (performance.now() - began) / 60_000, mb: gateways[0]!.rss() })
      await pause(2_000, undefined, { signal: loading }).catch(() => {})
    }
  }
}
