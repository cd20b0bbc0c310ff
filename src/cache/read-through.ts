import { type Clock, systemClock } from '../model/clock.ts'
import { type Entry, readEntry, writeEntry } from './entry.ts'
import { entryKey } from './entry-key.ts'
import { createSingleFlight } from './single-flight.ts'
import type { Cache } from './types.ts'

export interface ReadThroughOptions<V> {
  cache: Cache
  /** What is kept: `item`, `place`; part of the key. */
  name: string
  /** Part of the key: a new version leaves every old entry behind. */
  version: string | number
  /** Same length and order as `keys`; an Error in the place of what failed; null for "there is none". */
  load(keys: string[]): Promise<(V | Error)[]>
  /** Served without a question. */
  freshSeconds: number
  /** Then, for this long, served at once while one refresh runs. */
  staleSeconds: number
  /** How long an Error, or null, is remembered; 0 for not at all. */
  negativeSeconds: number
  encode?(value: V): string
  decode?(text: string): V
  clock?: Clock
}

export interface ReadThrough<V> extends AsyncDisposable {
  /** Throws what `load` gave for the key. */
  get(key: string): Promise<V>
  /** Same length and order as `keys`; never rejects. */
  getMany(keys: string[]): Promise<(V | Error)[]>
  forget(keys: string[]): Promise<void>
}

/**
 * Reads from the cache what it has and loads the rest in one batch. A key is loaded once however many ask
 * for it meanwhile; a refresh that fails keeps the stale value; a cache that fails is one that has nothing.
 */
export function createReadThrough<V>(options: ReadThroughOptions<V>): ReadThrough<V> {
  const { cache, freshSeconds, staleSeconds, negativeSeconds, clock = systemClock } = options
  const codec = {
    encode: options.encode ?? ((value: V) => JSON.stringify(value)),
    decode: options.decode ?? ((text: string) => JSON.parse(text) as V),
  }
  const keyOf = (key: string) => entryKey(options.name, options.version, key)
  const flights = createSingleFlight(loadAndKeep)

  async function read(keys: string[]): Promise<(Entry<V> | null)[]> {
    try {
      return (await cache.getMany(keys.map(keyOf)))
        .map((text) => text && readEntry(text, codec.decode))
        .map((entry) => entry || null)
    } catch {
      return keys.map(() => null)
    }
  }

  async function write(results: { key: string; entry: Entry<V>; ttlSeconds: number }[]): Promise<void> {
    try {
      await cache.setMany(
        results.flatMap(({ key, entry, ttlSeconds }) => {
          const value = ttlSeconds > 0 ? writeEntry(entry, codec.encode) : null
          return value === null ? [] : [{ key: keyOf(key), value, ttlSeconds }]
        }),
      )
    } catch {
      // The caller has its values; the next one loads again.
    }
  }

  async function loadAndKeep(keys: string[], stale: Map<string, Entry<V>>): Promise<(V | Error)[]> {
    const values = await loadChecked(options.load, keys)
    const storedAt = clock.now().getTime()
    await write(
      keys.map((key, index) => {
        const value = values[index]!
        const old = stale.get(key)
        // A passing failure must not displace a good answer: keep it, and ask again in a while.
        if (old && value instanceof Error && isPassing(value)) {
          const age = (storedAt - old.storedAt) / 1000
          const entry = { ...old, refreshAfter: storedAt + Math.max(negativeSeconds, 1) * 1000 }
          return { key, entry, ttlSeconds: freshSeconds + staleSeconds - age }
        }
        const negative = value instanceof Error || value === null
        const ttlSeconds = negative ? negativeSeconds : freshSeconds + staleSeconds
        return {
          key,
          entry: {
            value,
            storedAt,
            refreshAfter: storedAt + (negative ? negativeSeconds : freshSeconds) * 1000,
          },
          ttlSeconds,
        }
      }),
    )
    return values
  }

  async function getMany(keys: string[]): Promise<(V | Error)[]> {
    const unique = [...new Set(keys)]
    const found = await read(unique)
    const now = clock.now().getTime()
    const answers = new Map<string, V | Error>()
    const stale = new Map<string, Entry<V>>()
    const missing: string[] = []
    for (const [index, key] of unique.entries()) {
      const entry = found[index]
      if (!entry || now >= expiry(entry)) {
        missing.push(key)
        continue
      }
      answers.set(key, entry.value)
      if (now >= entry.refreshAfter) stale.set(key, entry)
    }
    if (stale.size) void flights.run([...stale.keys()], stale)
    const loaded = await flights.run(missing, new Map())
    for (const [index, key] of missing.entries()) answers.set(key, loaded[index]!)
    return keys.map((key) => answers.get(key)!)
  }

  /** The cache's own clock may differ from ours; an age that has passed is not served whatever it says. */
  function expiry({ value, storedAt }: Entry<V>): number {
    const seconds = value instanceof Error || value === null ? negativeSeconds : freshSeconds + staleSeconds
    return storedAt + seconds * 1000
  }

  return {
    getMany,
    async get(key) {
      const [value] = await getMany([key])
      if (value instanceof Error) throw value
      return value!
    },
    async forget(keys) {
      await cache.deleteMany(keys.map(keyOf)).catch(() => {})
    },
    async [Symbol.asyncDispose]() {
      await flights.settled()
    },
  }
}

/** Failures of the whole batch become the failure of each key, so that one caller's batch never hangs another's. */
async function loadChecked<V>(
  load: (keys: string[]) => Promise<(V | Error)[]>,
  keys: string[],
): Promise<(V | Error)[]> {
  try {
    const values = await load(keys)
    if (values.length === keys.length) return values
    throw new TypeError(`load answered ${values.length} values for ${keys.length} keys`)
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error))
    return keys.map(() => failure)
  }
}

function isPassing(error: Error): boolean {
  return !('retryable' in error) || error.retryable !== false
}
