import { createHash } from 'node:crypto'
import type { ReleaseDocument } from '../../model/release-document.ts'

/** The document as text, the same for the same content, and the SHA-256 of that text. */
export function freeze(document: ReleaseDocument): { text: string; sha256: string } {
  const text = JSON.stringify(document, sortedKeys)
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
