import { describe, expect, it, vi } from 'vitest'
import type { Cache } from '../../src/cache/index.ts'

/** What every home of the cache does. `open` gives one that shares nothing with earlier ones, ready to use. */
export function cacheContract(home: string, open: () => Promise<Cache>): void {
  describe(`a cache in ${home}`, () => {
    it('answers what was stored, in the order asked, null for a miss', async () => {
      await using cache = await open()
      await cache.setMany([
        { key: 'a', value: 'первое', ttlSeconds: 60 },
        { key: 'b', value: '', ttlSeconds: 60 },
      ])
      expect(await cache.getMany(['b', 'no', 'a', 'a'])).toEqual(['', null, 'первое', 'первое'])
    })

    it('answers an empty list for no keys, and takes an empty list of entries', async () => {
      await using cache = await open()
      await cache.setMany([])
      await cache.deleteMany([])
      expect(await cache.getMany([])).toEqual([])
    })

    it('keeps the newest value of a key', async () => {
      await using cache = await open()
      await cache.setMany([{ key: 'a', value: 'old', ttlSeconds: 60 }])
      await cache.setMany([{ key: 'a', value: 'new', ttlSeconds: 60 }])
      expect(await cache.getMany(['a'])).toEqual(['new'])
    })

    it('forgets what is deleted and nothing else', async () => {
      await using cache = await open()
      await cache.setMany(['a', 'b'].map((key) => ({ key, value: key, ttlSeconds: 60 })))
      await cache.deleteMany(['a', 'never-there'])
      expect(await cache.getMany(['a', 'b'])).toEqual([null, 'b'])
    })

    it('forgets an entry when its age has passed, down to parts of a second', async () => {
      await using cache = await open()
      await cache.setMany([
        { key: 'short', value: 'x', ttlSeconds: 0.05 },
        { key: 'long', value: 'y', ttlSeconds: 60 },
      ])
      await vi.waitFor(async () => expect(await cache.getMany(['short', 'long'])).toEqual([null, 'y']), 5_000)
    })

    it('stores nothing for an age of zero, and drops what was there', async () => {
      await using cache = await open()
      await cache.setMany([{ key: 'a', value: 'old', ttlSeconds: 60 }])
      await cache.setMany([{ key: 'a', value: 'new', ttlSeconds: 0 }])
      expect(await cache.getMany(['a'])).toEqual([null])
    })

    it('reads and writes thousands of keys at once', async () => {
      await using cache = await open()
      const keys = Array.from({ length: 2_345 }, (_, index) => `key ${index}`)
      await cache.setMany(keys.map((key) => ({ key, value: `${key}!`, ttlSeconds: 60 })))
      expect(await cache.getMany(keys)).toEqual(keys.map((key) => `${key}!`))
      await cache.deleteMany(keys)
      expect(await cache.getMany(keys)).toEqual(keys.map(() => null))
    })

    it('keeps any text whole: line ends, NUL, emoji, a megabyte', async () => {
      await using cache = await open()
      const values = ['a\r\nb\0c', '«Ҷумҳурии» 🕊', 'x'.repeat(1_000_000)]
      await cache.setMany(values.map((value, index) => ({ key: `${index}`, value, ttlSeconds: 60 })))
      expect(await cache.getMany(['0', '1', '2'])).toEqual(values)
    })

    it('says that it is healthy', async () => {
      await using cache = await open()
      expect(cache.healthy).toBe(true)
    })
  })
}
