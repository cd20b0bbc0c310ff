import type { Caller } from '../model/access.ts'
import type { Clock } from '../model/clock.ts'
import type { ApiKeyStore } from '../store/api-keys.ts'

type OnEnd = (reason: string) => void

export interface RightsWatch extends AsyncDisposable {
  watch(caller: Pick<Caller, 'keyId' | 'expiresAt'>, onEnd: OnEnd): () => void
}

interface Watched {
  keyId: string | null
  expiresAt: string | null
  onEnd: OnEnd
}

/**
 * Tells what runs under a caller's rights when they end. The database's notice makes it quick; the look every
 * `recheckMs` makes it sure, as notices can be lost.
 */
export async function createRightsWatch(ports: {
  keys: Pick<ApiKeyStore, 'byIds' | 'onRevoked'>
  clock: Clock
  log: { warn(details: object, message: string): void }
  recheckMs: number
  onRevoked(): void
}): Promise<RightsWatch> {
  const { keys, clock, log, recheckMs, onRevoked } = ports
  const watched = new Set<Watched>()
  let looking = false

  function end(which: (each: Watched) => boolean, reason: string): void {
    for (const each of [...watched]) if (which(each) && watched.delete(each)) each.onEnd(reason)
  }

  function revoked(id: string): void {
    onRevoked()
    if (id) end(({ keyId }) => keyId === id, 'The API key was revoked.')
    else void look()
  }

  async function look(): Promise<void> {
    const now = clock.now().getTime()
    const isPast = (at: string | null | undefined) => at != null && Date.parse(at) <= now
    end(({ expiresAt }) => isPast(expiresAt), 'The rights have expired.')
    const ids = [...new Set([...watched].flatMap(({ keyId }) => keyId ?? []))]
    if (looking || ids.length === 0) return
    looking = true
    try {
      const found = await keys.byIds(ids)
      const ended = new Set(
        ids.filter((_, i) => !found[i] || found[i].revokedAt || isPast(found[i].expiresAt)),
      )
      end(({ keyId }) => keyId !== null && ended.has(keyId), 'The API key was revoked.')
    } catch (error) {
      log.warn({ err: error }, 'whether keys were revoked cannot be told now')
    } finally {
      looking = false
    }
  }

  const unlisten = await keys.onRevoked(revoked)
  const timer = setInterval(look, recheckMs).unref()
  return {
    watch({ keyId, expiresAt }, onEnd) {
      if (keyId === null && expiresAt === null) return () => {}
      const each = { keyId, expiresAt, onEnd }
      watched.add(each)
      return () => void watched.delete(each)
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      watched.clear()
      await unlisten()
    },
  }
}
