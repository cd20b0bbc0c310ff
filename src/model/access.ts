/** Rights from least to most; each holds those before it. */
export const scopes = ['READ', 'CURATE', 'OPERATE'] as const
export type Scope = (typeof scopes)[number]

/** Bounds of one key's own, in place of the gateway's. */
export interface KeyLimits {
  /** Cost points a minute. */
  pointsPerMinute: number | null
  /** Subscriptions at once. */
  subscriptions: number | null
}

/** Who asks, and what it may. Never from a cookie. */
export interface Caller {
  /** `key:<id>`, `jwt:<subject>` or `address:<ip>`: under what it is counted and recorded. */
  id: string
  /** The key whose end ends everything this caller started; null without one. */
  keyId: string | null
  scope: Scope | null
  /** ISO instant from which its rights are gone. */
  expiresAt: string | null
  limits: KeyLimits
}

export interface ApiKey extends KeyLimits {
  id: string
  name: string
  scope: Scope
  /** Beginning of the secret, to tell keys apart. */
  hint: string
  createdAt: string
  createdBy: string
  expiresAt: string | null
  revokedAt: string | null
  revokedBy: string | null
  lastUsedAt: string | null
}

/** A mutation as it was asked for and as it ended. */
export interface AuditEntry {
  id: string
  at: string
  caller: string
  requestId: string | null
  action: string
  /** As given, without secrets. */
  arguments: Record<string, unknown>
  /** STARTED stays where the process died before the end. */
  outcome: 'STARTED' | 'DONE' | 'REFUSED' | 'FAILED'
  /** What a refusal or failure was. */
  detail: string | null
}

export const noLimits: KeyLimits = { pointsPerMinute: null, subscriptions: null }

/** Someone without a key or token. */
export function anonymous(address: string, scope: Scope | null): Caller {
  return { id: `address:${address}`, keyId: null, scope, expiresAt: null, limits: noLimits }
}

/** Reads, and is counted as nobody in particular. */
export const nobody: Caller = anonymous('unknown', 'READ')

/** For what the gateway does on its own behalf. */
export const itself: Caller = {
  id: 'bulletin',
  keyId: null,
  scope: 'OPERATE',
  expiresAt: null,
  limits: noLimits,
}

export function holds(caller: Pick<Caller, 'scope'>, scope: Scope): boolean {
  return caller.scope !== null && scopes.indexOf(caller.scope) >= scopes.indexOf(scope)
}
