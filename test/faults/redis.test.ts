import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCache } from '../../src/cache/index.ts'
import { hasRedisServer, type RedisProcess, startRedis } from '../cache/redis-process.ts'
import { createMemoryStore } from '../doubles/memory-store.ts'
import { sampleEvent } from '../doubles/sample-event.ts'
import { startGateway, type TestGateway } from '../doubles/start-gateway.ts'
import { startProxy } from './proxy.ts'

const query = '{ events(first: 3) { nodes { id title } } }'

describe.skipIf(!hasRedisServer)('whatever happens to Redis, users are answered, and rightly', () => {
  let redis: RedisProcess
  let gateway: TestGateway<unknown>
  let expected: unknown
  beforeAll(async () => {
    redis = await startRedis()
    const store = createMemoryStore()
    for (let i = 1; i <= 5; i++) store.add(sampleEvent(i))
    gateway = await startGateway({
      store,
      cache: createCache({ redisUrl: redis.url, commandTimeoutMs: 100 }),
      config: {
        ...{ host: '127.0.0.1', port: 0, auth: 'open-on-public', redisUrl: redis.url },
        rates: { perAddress: 1_000_000, subscriptions: 10 },
      },
    })
    expected = (await gateway.ask(query)).data
  })
  afterAll(async () => {
    redis?.thaw()
    await gateway?.[Symbol.asyncDispose]()
    await redis?.[Symbol.asyncDispose]()
  })

  const expectAnswers = async () => {
    const began = performance.now()
    for (let i = 0; i < 5; i++) {
      const { data, errors } = await gateway.ask(query)
      expect(errors).toBeUndefined()
      expect(data).toEqual(expected)
    }
    return performance.now() - began
  }

  test('gone, and back', async () => {
    await expectAnswers()
    await redis.kill()
    await expectAnswers()
    // Told while it is away: one that is back at once may not have been missed.
    await expect
      .poll(() => gateway.log.map(({ message }) => message), { timeout: 10_000 })
      .toContain('Redis does not answer; limits are counted by each gateway')
    await redis.start()
    await expectAnswers()
  })

  test('full', async () => {
    await redis.configure('maxmemory', '1')
    await expectAnswers()
    await redis.configure('maxmemory', '0')
  })

  test('restarted, forgetting everything', async () => {
    await expectAnswers()
    await redis.kill()
    await redis.start()
    await expectAnswers()
  })

  test('answering nothing but errors', async () => {
    await redis.command('ACL', 'SETUSER', 'default', '-@all', '+acl', '+ping')
    await expectAnswers()
    await redis.command('ACL', 'SETUSER', 'default', '+@all')
    await expectAnswers()
  })

  test('slow: slower than anyone waits for', async () => {
    await using proxy = await startProxy(Number(new URL(redis.url).port))
    const cache = createCache({ redisUrl: `redis://127.0.0.1:${proxy.port}`, commandTimeoutMs: 100 })
    const store = createMemoryStore()
    for (let i = 1; i <= 5; i++) store.add(sampleEvent(i))
    await using far = await startGateway({ store, cache })
    const ask = async () => (await far.ask(query)).data
    await expect.poll(() => cache.healthy, { timeout: 10_000 }).toBe(true)
    proxy.delayMs = 400
    for (let i = 0; i < 5; i++) expect(await ask()).toEqual(expected)
    await cache.getMany(['any'])
    expect(cache.healthy).toBe(false)
    proxy.delayMs = 0
    await expect.poll(() => cache.healthy, { timeout: 10_000 }).toBe(true)
    await cache[Symbol.asyncDispose]()
  })

  test('silent with its connections open', async () => {
    redis.freeze()
    const ms = await expectAnswers()
    // Each way to Redis is waited for once, then known to be silent; far from a hang.
    expect(ms).toBeLessThan(10_000)
    redis.thaw()
    await expectAnswers()
  })
})
