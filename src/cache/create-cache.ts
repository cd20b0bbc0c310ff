import { createMemoryCache } from './memory-cache.ts'
import { createRedisCache } from './redis-cache.ts'
import type { Cache } from './types.ts'

/** The two levels used here; a pino logger fits. */
export interface CacheLog {
  warn(details: object, message: string): void
  info(details: object, message: string): void
}

export interface CacheOptions {
  /** `redis://` or `rediss://`; without it the cache lives in this process. */
  redisUrl?: string
  /** Put before every key; lets several Bulletins share one Redis. */
  prefix?: string
  /** Ceiling of the memory home. Redis has its own `maxmemory`. */
  maxBytes?: number
  /** Longest a Redis command may keep a caller waiting. */
  commandTimeoutMs?: number
  log?: CacheLog
}

const silent: CacheLog = { warn() {}, info() {} }

/** Connects in the background: usable at once, misses until Redis answers, and never throws because of Redis. */
export function createCache(options: CacheOptions = {}): Cache {
  const { redisUrl, prefix = 'bulletin:', maxBytes = 64 * 1024 * 1024, commandTimeoutMs = 500 } = options
  if (!redisUrl) return createMemoryCache({ maxBytes })
  return createRedisCache({ url: redisUrl, prefix, commandTimeoutMs, log: options.log ?? silent })
}
