import { describe, expect, it, vi } from 'vitest'
import { type CacheLog, createCache } from '../../src/cache/index.ts'
import { hasRedisServer, startRedis } from './redis-process.ts'

const entry = (key: string) => ({ key, value: 'kept', ttlSeconds: 60 })
const healthy = (cache: { healthy: boolean }, wanted: boolean) =>
  vi.waitFor(() => expect(cache.healthy).toBe(wanted), 20_000)

function recordingLog() {
  const warnings: string[] = []
  const news: string[] = []
  const log: CacheLog = {
    warn: (_, message) => warnings.push(message),
    info: (_, message) => news.push(message),
  }
  return { log, warnings, news }
}

describe.skipIf(!hasRedisServer)('a cache whose Redis', () => {
  it('is not there yet misses, does not throw, and works once Redis starts', async () => {
    await using redis = await startRedis()
    await redis.kill()
    const { log, warnings } = recordingLog()
    await using cache = createCache({ redisUrl: redis.url, log })
    await cache.setMany([entry('a')])
    expect(await cache.getMany(['a', 'b'])).toEqual([null, null])
    expect(cache.healthy).toBe(false)
    await redis.start()
    await healthy(cache, true)
    await cache.setMany([entry('a')])
    expect(await cache.getMany(['a'])).toEqual(['kept'])
    expect(warnings).toHaveLength(1)
  })

  it('dies and comes back serves again, and tells each outage once', async () => {
    await using redis = await startRedis()
    const { log, warnings, news } = recordingLog()
    await using cache = createCache({ redisUrl: redis.url, log })
    await healthy(cache, true)
    for (const outage of [1, 2]) {
      await cache.setMany([entry('a')])
      await redis.kill()
      await healthy(cache, false)
      for (let read = 0; read < 20; read++) expect(await cache.getMany(['a'])).toEqual([null])
      await cache.deleteMany(['a'])
      expect(warnings).toHaveLength(outage)
      await redis.start()
      await healthy(cache, true)
      expect(news).toHaveLength(outage)
    }
  })

  it('hangs is waited for once, then left alone until it answers', async () => {
    await using redis = await startRedis()
    const { log, warnings } = recordingLog()
    await using cache = createCache({ redisUrl: redis.url, commandTimeoutMs: 100, log })
    await healthy(cache, true)
    await cache.setMany([entry('a')])
    redis.freeze()
    expect(await cache.getMany(['a'])).toEqual([null])
    expect(cache.healthy).toBe(false)
    // With no command sent, thousands of reads go by while one timeout would.
    const reads = await Promise.all(Array.from({ length: 5_000 }, () => cache.getMany(['a'])))
    expect(reads.every(([value]) => value === null)).toBe(true)
    expect(warnings).toHaveLength(1)
    redis.thaw()
    await healthy(cache, true)
    expect(await cache.getMany(['a'])).toEqual(['kept'])
  })

  it('refuses a write, being full, is told once and keeps answering reads', async () => {
    await using redis = await startRedis()
    const { log, warnings } = recordingLog()
    await using cache = createCache({ redisUrl: redis.url, log })
    await healthy(cache, true)
    await cache.setMany([entry('a')])
    await redis.configure('maxmemory', '1')
    for (let write = 0; write < 3; write++) await cache.setMany([entry('b')])
    expect(await cache.getMany(['a', 'b'])).toEqual(['kept', null])
    expect(cache.healthy).toBe(true)
    expect(warnings).toHaveLength(1)
  })
})

it('a cache with an address where nothing listens is closed without waiting', async () => {
  const cache = createCache({ redisUrl: 'redis://127.0.0.1:1' })
  expect(await cache.getMany(['a'])).toEqual([null])
  await cache[Symbol.asyncDispose]()
  expect(await cache.getMany(['a'])).toEqual([null])
})
