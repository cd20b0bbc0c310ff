import { createHash, randomBytes } from 'node:crypto'

const prefix = 'bul_'
const pattern = /^bul_[\w-]{43}$/

/** A new secret of 256 random bits. Shown once; only its hash is kept. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** A name for the key itself, which may be shown and written to logs. */
export function newKeyId(): string {
  return randomBytes(6).toString('hex')
}

export function isSecret(text: string): boolean {
  return pattern.test(text)
}

/** What is stored and looked up: 256 random bits need no salt and no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function hintOf(secret: string): string {
  return secret.slice(0, prefix.length + 4)
}
