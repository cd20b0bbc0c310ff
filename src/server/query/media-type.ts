import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'

const types = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8']
const known = new LRUCache<string, { type: string | null }>({ max: 200 })

/** What an answer is called for a client that accepts this; null where it takes neither name. */
export function mediaType(accept: string | undefined): string | null {
  if (!accept) return types[0]!
  const found = known.get(accept)
  if (found) return found.type
  const type = new Negotiator({ headers: { accept } }).mediaType(types) ?? null
  known.set(accept, { type })
  return type
}
