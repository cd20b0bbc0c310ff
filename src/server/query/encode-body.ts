import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'

export type Encoding = 'br' | 'gzip'

/** Smaller answers fit into a packet or two as they are. */
const worthwhileBytes = 1_024

const known = new LRUCache<string, { encoding: Encoding | null }>({ max: 200 })
const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** What an answer of this size is packed with for a client that accepts this; null to send it as it is. */
export function encodingFor(accept: string | undefined, bytes: number): Encoding | null {
  if (!accept || bytes < worthwhileBytes) return null
  const found = known.get(accept)
  if (found) return found.encoding
  const [best] = new Negotiator({ headers: { 'accept-encoding': accept } }).encodings([
    'br',
    'gzip',
    'identity',
  ])
  const encoding = best === 'br' || best === 'gzip' ? best : null
  known.set(accept, { encoding })
  return encoding
}

/** Off the event loop; quick rather than small, since most answers are sent once. */
export function encodeBody(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return toGzip(body, { level: 4 })
  return toBrotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
}
