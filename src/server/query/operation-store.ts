import { LRUCache } from 'lru-cache'
import type { PreparedOperation } from './prepare-operation.ts'

export interface OperationStore {
  /** Null: known, and not ours to run. */
  get(query: string, operationName: string | undefined): PreparedOperation | null
  /** Text by the hash a client gave with it once. */
  textOf(sha256: string): string | undefined
  /** Remembers a text that `texts` holds. */
  learn(sha256: string | null, texts: { get(sha256: string): Promise<string | undefined> }): Promise<void>
}

/** Texts longer than these are rare and would push out many others. */
const maxTextLength = 100_000

/** Every document is prepared once, and the least used are forgotten; bounded in characters of text. */
export function createOperationStore(
  prepare: (query: string, operationName: string | undefined) => PreparedOperation | null,
): OperationStore {
  const known = new LRUCache<string, { operation: PreparedOperation | null }>({
    maxSize: 4_000_000,
    sizeCalculation: (_, key) => key.length + 500,
  })
  const texts = new LRUCache<string, string>({
    maxSize: 4_000_000,
    sizeCalculation: (text) => text.length + 100,
  })
  return {
    get(query, operationName) {
      // Only a name can name an operation; the line break after it then keeps keys apart.
      if (
        query.length > maxTextLength ||
        (operationName !== undefined && !/^[A-Z_]\w*$/i.test(operationName))
      )
        return null
      const key = operationName === undefined ? `\n${query}` : `${operationName}\n${query}`
      const found = known.get(key)
      if (found) return found.operation
      const operation = prepare(query, operationName)
      known.set(key, { operation })
      return operation
    },
    textOf: (sha256) => texts.get(sha256),
    async learn(sha256, source) {
      if (sha256 === null || texts.has(sha256)) return
      const query = await source.get(sha256)
      if (query !== undefined && query.length <= maxTextLength) texts.set(sha256, query)
    },
  }
}
