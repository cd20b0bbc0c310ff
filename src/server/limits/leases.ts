import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** Counts what runs at once under one name, over all gateways where they share a Redis. */
export interface Leases extends AsyncDisposable {
  /** A place among `limit`, or null where all are taken; the returned function gives it back. */
  take(name: string, limit: number): Promise<(() => void) | null>
}

const ttlMs = 60_000
const renewEveryMs = 20_000

/** Places of a gateway that died are free again after a minute. */
const takeScript = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1`

export function createLeases({ redis, prefix }: { redis: Redis | null; prefix: string }): Leases {
  const held = new Map<string, Set<string>>()
  const keyOf = (name: string) => `${prefix}:${name}`
  const timer = setInterval(renew, renewEveryMs).unref()

  /** Whether Redis knows of a free place; without its answer this gateway's own count decides. */
  async function isFree(name: string, limit: number, id: string): Promise<boolean> {
    if (redis?.status !== 'ready') return true
    const now = Date.now()
    try {
      const taken = await redis.eval(takeScript, 1, keyOf(name), now, now + ttlMs, limit, id, ttlMs)
      return taken === 1
    } catch {
      return true
    }
  }

  async function renew(): Promise<void> {
    if (redis?.status !== 'ready') return
    const until = Date.now() + ttlMs
    for (const [name, ids] of held) {
      const members = [...ids].flatMap((id) => [until, id])
      const pipeline = redis
        .pipeline()
        .zadd(keyOf(name), ...members)
        .pexpire(keyOf(name), ttlMs)
      await pipeline.exec().catch(() => {})
    }
  }

  function give(name: string, id: string): void {
    const ids = held.get(name)
    if (!ids?.delete(id)) return
    if (ids.size === 0) held.delete(name)
    if (redis?.status === 'ready') redis.zrem(keyOf(name), id).catch(() => {})
  }

  return {
    async take(name, limit) {
      const ids = held.get(name) ?? new Set()
      if (ids.size >= limit) return null
      const id = randomUUID()
      held.set(name, ids.add(id))
      if (await isFree(name, limit, id)) return () => give(name, id)
      give(name, id)
      return null
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      for (const [name, ids] of [...held]) for (const id of [...ids]) give(name, id)
    },
  }
}
