import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Caller } from '../../model/access.ts'
import { RateLimited } from '../../model/errors.ts'
import type { ServerLog } from '../server-log.ts'
import { createLeases } from './leases.ts'

/** What is left of a caller's points. */
export interface Allowance {
  /** Points a minute; null where nothing limits the caller. */
  limit: number | null
  remaining: number
  resetSeconds: number
}

export interface RateLimitOptions {
  /** Points a minute of an API key or a token without limits of its own; null for no limit. */
  perKey: number | null
  /** Of an address without either. */
  perAddress: number | null
  /** Subscriptions at once of one caller without a limit of its own; null for no limit. */
  subscriptions: number | null
}

export interface RateLimits extends AsyncDisposable {
  /** Takes the points, or throws `RateLimited`. A cost above the whole limit is let through once a minute. */
  spend(caller: Caller, points: number): Promise<Allowance>
  /** A place for one more subscription of the caller, given back by the returned function. Throws `RateLimited`. */
  subscribe(caller: Caller): Promise<() => void>
  /** A wrong credential came from the address. Throws `RateLimited` where too many did. */
  wrongCredential(address: string): Promise<void>
}

const windowSeconds = 60
const wrongCredentials = 30

/** Shared by all gateways through Redis; each counts for itself while Redis does not answer, or without one. */
export function createRateLimits(
  { perKey, perAddress, subscriptions }: RateLimitOptions,
  { redisUrl, log, prefix = 'bulletin:rate' }: { redisUrl: string | null; log: ServerLog; prefix?: string },
): RateLimits {
  const redis = redisUrl === null ? null : connect(redisUrl, log)
  const leases = createLeases({ redis, prefix: `${prefix}:subscriptions` })
  const limiters = new Map<number, RateLimiterMemory | RateLimiterRedis>()

  /** One for each size of allowance: the library's limiters have one size. */
  function limiterOf(points: number) {
    const known = limiters.get(points)
    if (known) return known
    const options = { points, duration: windowSeconds, keyPrefix: `${prefix}:${points}` }
    const memory = new RateLimiterMemory(options)
    const created = redis
      ? new RateLimiterRedis({
          ...options,
          storeClient: redis,
          insuranceLimiter: memory,
          // Who is over is refused from here, without asking Redis again.
          inMemoryBlockOnConsumed: points,
          rejectIfRedisNotReady: true,
        })
      : memory
    limiters.set(points, created)
    return created
  }

  async function consume(limit: number, key: string, points: number): Promise<Allowance> {
    try {
      const left = await limiterOf(limit).consume(key, Math.min(points, limit))
      return { limit, remaining: left.remainingPoints, resetSeconds: Math.ceil(left.msBeforeNext / 1000) }
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      throw new RateLimited(
        `The limit of ${limit.toLocaleString('en')} points a minute is reached. Come back in ${seconds} s.`,
        seconds,
      )
    }
  }

  return {
    async spend({ id, keyId, limits }, points) {
      const isAddress = keyId === null && id.startsWith('address:')
      const limit = limits.pointsPerMinute ?? (isAddress ? perAddress : perKey)
      if (limit === null) return { limit, remaining: Number.POSITIVE_INFINITY, resetSeconds: 0 }
      return consume(limit, id, Math.ceil(points))
    },
    async subscribe({ id, limits }) {
      const limit = limits.subscriptions ?? subscriptions
      if (limit === null) return () => {}
      const giveBack = await leases.take(id, limit)
      if (giveBack) return giveBack
      throw new RateLimited(
        `You may hold ${limit.toLocaleString('en')} subscriptions at once. End one first.`,
        30,
      )
    },
    async wrongCredential(address) {
      await consume(wrongCredentials, `wrong:${address}`, 1)
    },
    async [Symbol.asyncDispose]() {
      await leases[Symbol.asyncDispose]()
      redis?.disconnect()
    },
  }
}

function connect(url: string, log: ServerLog): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 7), 5_000),
  })
  let told = false
  redis.on('error', (error) => {
    if (!told)
      log.warn({ reason: error.message }, 'Redis does not answer; limits are counted by each gateway')
    told = true
  })
  redis.on('ready', () => {
    told = false
  })
  return redis
}
