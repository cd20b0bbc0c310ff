import { LRUCache } from 'lru-cache'
import { type ApiKey, anonymous, type Caller, type Scope } from '../model/access.ts'
import { hashSecret, isSecret } from '../model/api-key.ts'
import type { Clock } from '../model/clock.ts'
import { Unauthenticated } from '../model/errors.ts'
import type { ApiKeyStore } from '../store/api-keys.ts'
import type { VerifyToken } from './verify-token.ts'
import { createRightsWatch, type RightsWatch } from './watch-rights.ts'

export interface AccessLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

export interface AuthenticatorPorts {
  keys: ApiKeyStore
  verifyToken: VerifyToken | null
  /** What someone without key or token may do; null: nothing. */
  withoutKey: Scope | null
  clock: Clock
  log: AccessLog
  /** How long an answer of the store is taken for true; 2 s when absent. */
  recheckMs?: number
}

export interface Authenticator extends AsyncDisposable {
  /**
   * Who presents the credential, or nothing. Throws `Unauthenticated` where it is wrong, ended, or missing
   * where one is needed.
   */
  authenticate(credential: string | null, address: string): Promise<Caller>
  /** Calls back once, when the caller's rights end; the returned function stops watching. */
  watch: RightsWatch['watch']
}

const usedEveryMs = 60_000

/** Knows callers by API key or token. A key revoked anywhere is refused here within seconds. */
export async function createAuthenticator(ports: AuthenticatorPorts): Promise<Authenticator> {
  const { keys, verifyToken, withoutKey, clock, log, recheckMs = 2_000 } = ports
  const known = new LRUCache<string, ApiKey>({ max: 10_000, ttl: recheckMs })
  const noticed = new LRUCache<string, true>({ max: 10_000, ttl: usedEveryMs })
  const rights = await createRightsWatch({ keys, clock, log, recheckMs, onRevoked: () => known.clear() })

  async function find(secret: string): Promise<ApiKey | null> {
    const hash = hashSecret(secret)
    const cached = known.get(hash)
    if (cached) return cached
    const key = await keys.findBySecret(hash)
    if (key) known.set(hash, key)
    return key
  }

  function notice({ id }: ApiKey): void {
    if (noticed.has(id)) return
    noticed.set(id, true)
    keys.used(id, clock.now().toISOString()).catch((error) => {
      log.warn({ err: error, key: id }, 'the use of a key could not be recorded')
    })
  }

  async function byKey(secret: string): Promise<Caller> {
    const key = await find(secret)
    if (!key) throw new Unauthenticated('This API key is not known here.')
    if (key.revokedAt) throw new Unauthenticated('This API key was revoked.')
    if (key.expiresAt && Date.parse(key.expiresAt) <= clock.now().getTime())
      throw new Unauthenticated('This API key has expired.')
    notice(key)
    return toCaller(key)
  }

  return {
    async authenticate(credential, address) {
      if (credential !== null) {
        if (isSecret(credential)) return byKey(credential)
        if (verifyToken && credential.split('.').length === 3) return verifyToken(credential)
        throw new Unauthenticated('The credential is neither an API key nor a token this service takes.')
      }
      if (withoutKey === null)
        throw new Unauthenticated(
          'An API key is needed: send "Authorization: Bearer bul_…". `bulletin key create` makes one.',
        )
      return anonymous(address, withoutKey)
    },
    watch: rights.watch,
    [Symbol.asyncDispose]: () => rights[Symbol.asyncDispose](),
  }
}

function toCaller({ id, scope, expiresAt, pointsPerMinute, subscriptions }: ApiKey): Caller {
  return { id: `key:${id}`, keyId: id, scope, expiresAt, limits: { pointsPerMinute, subscriptions } }
}
