import type { ApiKey, Scope } from '../model/access.ts'
import { hashSecret, hintOf, newKeyId, newSecret } from '../model/api-key.ts'
import type { Clock } from '../model/clock.ts'
import { BadInput } from '../model/errors.ts'
import type { ApiKeyStore } from '../store/api-keys.ts'

export interface KeyRequest {
  /** For people: whose key it is, what for. */
  name: string
  scope: Scope
  /** ISO instant; null for one that does not expire. */
  expiresAt?: string | null
  pointsPerMinute?: number | null
  subscriptions?: number | null
}

export interface KeyPorts {
  keys: ApiKeyStore
  clock: Clock
}

/** Makes a key; the secret is told here and never again. Throws `BadInput`. */
export async function issueKey(
  { name, scope, expiresAt = null, pointsPerMinute = null, subscriptions = null }: KeyRequest,
  by: string,
  { keys, clock }: KeyPorts,
): Promise<{ key: ApiKey; secret: string }> {
  const now = clock.now()
  const trimmed = name.trim()
  if (!trimmed || trimmed.length > 100) throw new BadInput('The name of a key has 1 to 100 characters.')
  if (expiresAt !== null && !(Date.parse(expiresAt) > now.getTime()))
    throw new BadInput('A key must expire in the future, or not at all.')
  checkLimit('pointsPerMinute', pointsPerMinute)
  checkLimit('subscriptions', subscriptions)
  const secret = newSecret()
  const key = await keys.create({
    id: newKeyId(),
    name: trimmed,
    scope,
    secretSha256: hashSecret(secret),
    hint: hintOf(secret),
    createdAt: now.toISOString(),
    createdBy: by,
    expiresAt: expiresAt && new Date(expiresAt).toISOString(),
    pointsPerMinute,
    subscriptions,
  })
  return { key, secret }
}

function checkLimit(name: string, value: number | null): void {
  if (value !== null && !(Number.isInteger(value) && value >= 0 && value <= 1_000_000_000))
    throw new BadInput(`\`${name}\` is a whole number from 0 to 1,000,000,000.`)
}
