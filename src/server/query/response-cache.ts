import { LRUCache } from 'lru-cache'
import { entityTag } from './entity-tag.ts'

/** A whole answer as bytes, and what is sent of it to whom. */
export interface KeptAnswer {
  /** Version of the database it was made at; any other makes it worthless. */
  version: string
  body: Buffer
  /** Weak entity tag: the same whatever the encoding. */
  etag(): string
  /** By name of the encoding; filled when first asked for. */
  encoded: Map<string, Promise<Buffer>>
}

export interface ResponseCache {
  get(key: string, version: string): KeptAnswer | undefined
  /** Whether the key is asked for at least a second time: the first answer is not worth the memory. */
  isRepeated(key: string): boolean
  put(key: string, answer: KeptAnswer): void
  /** Counts the encoded forms of an answer in. */
  grown(key: string): void
}

/** Longer keys, which hold the variables, are not worth a place. */
const maxKeyLength = 4_096
const remembered = 20_000

/** Bounded in bytes. Single answers beyond an eighth of it are not kept: one would push out all the others. */
export function createResponseCache(maxBytes: number): ResponseCache {
  const answers = new LRUCache<string, KeptAnswer>({
    maxSize: maxBytes,
    maxEntrySize: Math.ceil(maxBytes / 8),
    sizeCalculation: ({ body, encoded }, key) => body.length * (1 + encoded.size) + 2 * key.length + 500,
  })
  let asked = new Set<string>()
  let askedBefore = new Set<string>()
  return {
    get(key, version) {
      const found = answers.get(key)
      return found?.version === version ? found : undefined
    },
    isRepeated(key) {
      if (key.length > maxKeyLength) return false
      if (asked.has(key)) return true
      asked.add(key)
      if (asked.size > remembered) {
        askedBefore = asked
        asked = new Set()
      }
      return askedBefore.has(key)
    },
    put: (key, answer) => void answers.set(key, answer),
    grown(key) {
      const answer = answers.peek(key)
      if (answer) answers.set(key, answer)
    },
  }
}

export function keptAnswer(version: string, body: Buffer): KeptAnswer {
  let etag: string | undefined
  return {
    version,
    body,
    encoded: new Map(),
    etag: () => {
      etag ??= entityTag(body)
      return etag
    },
  }
}
