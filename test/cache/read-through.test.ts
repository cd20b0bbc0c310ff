import { describe, expect, it, vi } from 'vitest'
import { type Cache, createCache, createReadThrough, type ReadThroughOptions } from '../../src/cache/index.ts'
import { NotFound, SourceUnreachable } from '../../src/model/errors.ts'

function setUp(options: Partial<ReadThroughOptions<string>> = {}) {
  let now = Date.parse('2026-03-01T00:00:00Z')
  const calls: string[][] = []
  const answers = new Map<string, string | Error>()
  const cache = options.cache ?? createCache()
  const make = (more: Partial<ReadThroughOptions<string>> = {}) =>
    createReadThrough<string>({
      cache,
      name: 'item',
      version: 1,
      freshSeconds: 60,
      staleSeconds: 600,
      negativeSeconds: 30,
      clock: { now: () => new Date(now) },
      load: async (keys) => {
        calls.push(keys)
        return keys.map((key) => answers.get(key) ?? `${key} loaded`)
      },
      ...options,
      ...more,
    })
  return { make, items: make(), calls, answers, cache, pass: (seconds: number) => (now += seconds * 1000) }
}

describe('reading through the cache', () => {
  it('loads the misses of a read in one batch and answers in the order asked', async () => {
    const { items, calls } = setUp()
    await items.getMany(['b'])
    expect(await items.getMany(['a', 'b', 'c', 'a'])).toEqual([
      'a loaded',
      'b loaded',
      'c loaded',
      'a loaded',
    ])
    expect(calls).toEqual([['b'], ['a', 'c']])
  })

  it('asks the cache once for many keys', async () => {
    const cache = createCache()
    const reads = vi.spyOn(cache, 'getMany')
    const { items } = setUp({ cache })
    await items.getMany(Array.from({ length: 300 }, (_, index) => `${index}`))
    expect(reads).toHaveBeenCalledTimes(1)
  })

  it('does not ask again while an entry is fresh', async () => {
    const { items, calls, pass } = setUp()
    await items.get('a')
    pass(59)
    await items.get('a')
    expect(calls).toHaveLength(1)
  })

  it('serves a stale entry at once and refreshes it once, however many read it meanwhile', async () => {
    const { make, items, calls, answers, pass } = setUp()
    await items.get('a')
    pass(61)
    answers.set('a', 'newer')
    const held = Promise.withResolvers<void>()
    const slow = make({
      load: async (keys) => {
        calls.push(keys)
        await held.promise
        return keys.map(() => 'newer')
      },
    })
    expect(await Promise.all([slow.get('a'), slow.get('a'), slow.get('a')])).toEqual(
      Array(3).fill('a loaded'),
    )
    expect(calls).toEqual([['a'], ['a']])
    held.resolve()
    await slow[Symbol.asyncDispose]()
    expect(await slow.get('a')).toBe('newer')
    expect(calls).toHaveLength(2)
  })

  it('refreshes many stale keys in one batch', async () => {
    const { items, calls, pass } = setUp()
    await items.getMany(['a', 'b', 'c'])
    pass(61)
    await items.getMany(['a', 'b', 'c', 'd'])
    await items[Symbol.asyncDispose]()
    expect(calls).toEqual([['a', 'b', 'c'], ['a', 'b', 'c'], ['d']])
  })

  it('waits for a new value once an entry is too old even to be stale', async () => {
    const { items, answers, pass } = setUp()
    await items.get('a')
    pass(661)
    answers.set('a', 'newer')
    expect(await items.get('a')).toBe('newer')
  })

  it('keeps the stale value when a refresh fails in passing, and does not hammer the source', async () => {
    const { items, calls, answers, pass } = setUp()
    await items.get('a')
    pass(61)
    answers.set('a', new SourceUnreachable('down', { reason: 'connect' }))
    expect(await items.get('a')).toBe('a loaded')
    await items[Symbol.asyncDispose]()
    expect(await items.get('a')).toBe('a loaded')
    expect(await items.get('a')).toBe('a loaded')
    expect(calls).toHaveLength(2)
    pass(31)
    expect(await items.get('a')).toBe('a loaded')
    expect(calls).toHaveLength(3)
  })

  it('replaces the stale value when the refresh says that it is gone', async () => {
    const { items, answers, pass } = setUp()
    await items.get('a')
    pass(61)
    answers.set('a', new NotFound('removed'))
    await items.get('a')
    await items[Symbol.asyncDispose]()
    await expect(items.get('a')).rejects.toThrow(NotFound)
  })

  it('remembers a failure for its own, shorter time, as the error it was', async () => {
    const { items, calls, answers, pass } = setUp()
    answers.set('a', new SourceUnreachable('polisia.kz: down', { reason: 'timeout', retryAfterSeconds: 7 }))
    await expect(items.get('a')).rejects.toThrow('polisia.kz: down')
    const again = await items.get('a').catch((error: unknown) => error)
    expect(again).toBeInstanceOf(SourceUnreachable)
    expect(again).toMatchObject({ reason: 'timeout', retryAfterSeconds: 7, message: 'polisia.kz: down' })
    expect(calls).toHaveLength(1)
    pass(31)
    answers.delete('a')
    expect(await items.get('a')).toBe('a loaded')
  })

  it('remembers that there is nothing for the negative time', async () => {
    let calls = 0
    let now = 0
    const maybe = createReadThrough<string | null>({
      cache: createCache(),
      name: 'maybe',
      version: 1,
      freshSeconds: 60,
      staleSeconds: 600,
      negativeSeconds: 30,
      clock: { now: () => new Date(now) },
      load: async (keys) => {
        calls++
        return keys.map(() => null)
      },
    })
    expect([await maybe.get('a'), await maybe.get('a'), calls]).toEqual([null, null, 1])
    now += 31_000
    expect([await maybe.get('a'), calls]).toEqual([null, 2])
  })

  it('does not remember a failure that is a mistake of ours', async () => {
    const { items, calls, answers } = setUp()
    answers.set('a', new TypeError('undefined is not a function'))
    await expect(items.get('a')).rejects.toThrow(TypeError)
    await expect(items.get('a')).rejects.toThrow(TypeError)
    expect(calls).toHaveLength(2)
  })

  it('loads a key once for everybody who asks while it is loading', async () => {
    const { items, calls } = setUp()
    const values = await Promise.all([items.getMany(['a', 'b']), items.getMany(['b', 'c']), items.get('a')])
    expect(values).toEqual([['a loaded', 'b loaded'], ['b loaded', 'c loaded'], 'a loaded'])
    expect(calls.flat().sort()).toEqual(['a', 'b', 'c'])
  })

  it('gives one failing key its error and the others their values', async () => {
    const { items, answers } = setUp()
    answers.set('b', new NotFound('no such page'))
    const [a, b, c] = await items.getMany(['a', 'b', 'c'])
    expect([a, c]).toEqual(['a loaded', 'c loaded'])
    expect(b).toBeInstanceOf(NotFound)
  })

  it('gives every key the error when the whole batch throws, or answers the wrong number', async () => {
    const thrown = setUp({ load: () => Promise.reject(new Error('broken')) }).items
    expect(await thrown.getMany(['a', 'b'])).toEqual([new Error('broken'), new Error('broken')])
    const short = setUp({ load: async () => ['one'] }).items
    expect((await short.getMany(['a', 'b'])).every((value) => value instanceof TypeError)).toBe(true)
  })

  it('leaves the entries of an earlier version behind', async () => {
    const { make, calls } = setUp()
    await make({ version: 1 }).get('a')
    await make({ version: 2 }).get('a')
    expect(calls).toEqual([['a'], ['a']])
  })

  it('takes an entry it cannot read for a miss', async () => {
    const { items, cache } = setUp()
    await cache.setMany([{ key: 'item:1:a', value: '{"at":1', ttlSeconds: 60 }])
    expect(await items.get('a')).toBe('a loaded')
  })

  it('forgets on request', async () => {
    const { items, calls } = setUp()
    await items.get('a')
    await items.forget(['a'])
    await items.get('a')
    expect(calls).toHaveLength(2)
  })

  it('keeps addresses of any length apart', async () => {
    const { items } = setUp()
    const long = `https://nmdk.gov.az/page/post/1/${'я'.repeat(5_000)}`
    expect(await items.getMany([`${long}1`, `${long}2`])).toEqual([`${long}1 loaded`, `${long}2 loaded`])
  })

  it('goes on when the cache itself fails', async () => {
    const broken: Cache = {
      getMany: () => Promise.reject(new Error('cache down')),
      setMany: () => Promise.reject(new Error('cache down')),
      deleteMany: () => Promise.reject(new Error('cache down')),
      healthy: false,
      async [Symbol.asyncDispose]() {},
    }
    const { items, calls } = setUp({ cache: broken })
    expect(await items.getMany(['a', 'b'])).toEqual(['a loaded', 'b loaded'])
    await items.forget(['a'])
    await items.get('a')
    expect(calls).toEqual([['a', 'b'], ['a']])
  })
})
