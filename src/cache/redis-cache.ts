import { Redis } from 'ioredis'
import type { CacheLog } from './create-cache.ts'
import { createOutageWatch } from './outage-watch.ts'
import type { Cache } from './types.ts'

interface RedisCacheOptions {
  url: string
  prefix: string
  commandTimeoutMs: number
  log: CacheLog
}

/** Keys of one MGET or pipeline: one huge command would hold up every other client of a shared Redis. */
const keysPerCommand = 500

/**
 * Many-key reads are MGETs, writes are pipelines. While Redis is away, hangs or is still being connected
 * to, reads miss and writes vanish at once: nobody waits for it twice.
 */
export function createRedisCache({ url, prefix, commandTimeoutMs, log }: RedisCacheOptions): Cache {
  const redis = new Redis(url, {
    keyPrefix: prefix,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandTimeoutMs,
    connectTimeout: 5_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 7), 5_000),
  })
  const outage = createOutageWatch(redis, { probeEveryMs: commandTimeoutMs, log })

  /** The answer, or `missing` when there is none to be had now. */
  async function attempt<T>(command: () => Promise<T>, missing: T): Promise<T> {
    if (!outage.answering) return missing
    try {
      return await command()
    } catch (error) {
      outage.noticed(error)
      return missing
    }
  }

  return {
    async getMany(keys) {
      const chunks = await Promise.all(
        inChunks(keys).map((chunk) =>
          attempt(() => redis.mget(chunk), new Array<string | null>(chunk.length).fill(null)),
        ),
      )
      return chunks.flat()
    },
    async setMany(entries) {
      await Promise.all(
        inChunks(entries).map((chunk) =>
          attempt(async () => {
            const pipeline = redis.pipeline()
            for (const { key, value, ttlSeconds } of chunk)
              if (ttlSeconds > 0) pipeline.set(key, value, 'PX', Math.ceil(ttlSeconds * 1000))
              else pipeline.del(key)
            const results = await pipeline.exec()
            const failed = results?.find(([error]) => error)?.[0]
            if (failed) throw failed
          }, undefined),
        ),
      )
    },
    async deleteMany(keys) {
      await Promise.all(inChunks(keys).map((chunk) => attempt(() => redis.del(chunk), 0)))
    },
    get healthy() {
      return outage.answering
    },
    async [Symbol.asyncDispose]() {
      outage.stop()
      redis.disconnect()
    },
  }
}

function inChunks<T>(list: T[]): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < list.length; start += keysPerCommand)
    chunks.push(list.slice(start, start + keysPerCommand))
  return chunks
}
