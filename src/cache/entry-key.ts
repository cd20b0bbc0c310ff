import { createHash } from 'node:crypto'

/** Readable while short; addresses can be kilobytes, and a key is sent with every look-up. */
export function entryKey(name: string, version: string | number, key: string): string {
  const tail = key.length <= 200 ? key : createHash('sha256').update(key).digest('base64url')
  return `${name}:${version}:${tail}`
}
