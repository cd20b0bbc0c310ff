import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, expect, it, vi } from 'vitest'
import { createCache } from '../../src/cache/index.ts'
import { cacheContract } from '../contracts/cache.contract.ts'

const redisUrl = 'redis://127.0.0.1:6379'

cacheContract('memory', async () => createCache())

it('a cache in memory stays within its bytes by dropping what was used longest ago', async () => {
  await using cache = createCache({ maxBytes: 50_000 })
  const entry = (key: string) => ({ key, value: 'x'.repeat(5_000), ttlSeconds: 60 })
  for (const key of ['a', 'b', 'c', 'd']) {
    await cache.setMany([entry(key)])
    await cache.getMany(['a'])
  }
  await cache.setMany([entry('e')])
  const kept = (await cache.getMany(['a', 'b', 'c', 'd', 'e'])).map((value) => value !== null)
  expect(kept).toEqual([true, false, true, true, true])
})

it('a cache in memory does not take an entry larger than itself', async () => {
  await using cache = createCache({ maxBytes: 1_000 })
  await cache.setMany([{ key: 'a', value: 'x'.repeat(5_000), ttlSeconds: 60 }])
  expect(await cache.getMany(['a'])).toEqual([null])
})

if (await isReachable(redisUrl)) {
  const family = `bulletin-test-${randomUUID()}:`
  cacheContract('Redis', async () => {
    const cache = createCache({ redisUrl, prefix: `${family}${randomUUID()}:`, commandTimeoutMs: 5_000 })
    await vi.waitFor(() => expect(cache.healthy).toBe(true), 10_000)
    return cache
  })

  it('two Bulletins on one Redis see their own keys only', async () => {
    await using one = createCache({ redisUrl, prefix: `${family}one:`, commandTimeoutMs: 5_000 })
    await using two = createCache({ redisUrl, prefix: `${family}two:`, commandTimeoutMs: 5_000 })
    await vi.waitFor(() => expect([one.healthy, two.healthy]).toEqual([true, true]), 10_000)
    await one.setMany([{ key: 'a', value: '1', ttlSeconds: 60 }])
    expect(await two.getMany(['a'])).toEqual([null])
    expect(await one.getMany(['a'])).toEqual(['1'])
  })

  afterAll(async () => {
    const redis = new Redis(redisUrl)
    const keys = await redis.keys(`${family}*`)
    if (keys.length) await redis.del(keys)
    redis.disconnect()
  })
} else {
  console.warn('SKIPPED: no Redis at 127.0.0.1:6379; the cache contract ran on memory only.')
  it.skip('a cache in Redis (no Redis at 127.0.0.1:6379)', () => {})
}

async function isReachable(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}
