import { createHash } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** Id of the event at a canonical address: first 26 characters (130 bits) of its SHA-256 in base32. */
export function eventId(canonicalUrl: string): string {
  const digest = createHash('sha256').update(canonicalUrl).digest()
  let bits = 0
  let held = 0
  let id = ''
  for (const byte of digest) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      id += alphabet[(held >> bits) & 31]
      held &= (1 << bits) - 1
    }
  }
  return id.slice(0, 26)
}
