import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'
import { SourceChanged, SourceUnreachable } from '../model/errors.ts'
import { unicodeHost } from './host-name.ts'
import { tooLarge } from './read-body.ts'

type Unpacker = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>

const gzip: Unpacker = promisify(gunzip)
const zlib: Unpacker = promisify(inflate)
const bare: Unpacker = promisify(inflateRaw)
const brotli: Unpacker = promisify(brotliDecompress)
const zstd: Unpacker = promisify(zstdDecompress)

/** What we say we take, best first. */
export const acceptedEncodings = 'zstd, br, gzip, deflate'

/** Layers a header may name; nobody honest packs more than once. */
const maxLayers = 2

/** Undoes `Content-Encoding`; stops a bomb at `maxBytes` while it unpacks. */
export async function unpack(
  wire: Uint8Array,
  contentEncoding: string | undefined,
  { host, maxBytes }: { host: string; maxBytes: number },
): Promise<Uint8Array> {
  const layers = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && name !== 'identity')
    .reverse()
  if (layers.length > maxLayers)
    throw new SourceChanged(
      `${unicodeHost(host)}: the answer is packed ${layers.length} times over; not read.`,
    )
  let bytes = wire
  for (const layer of layers) {
    const unpacker = unpackerFor(layer, bytes)
    if (unpacker === 'plain') continue
    if (!unpacker)
      throw new SourceChanged(
        `${unicodeHost(host)}: the answer is packed as "${layer}", which we did not ask for.`,
      )
    try {
      bytes = await unpacker(bytes, { maxOutputLength: maxBytes })
    } catch (error) {
      throw explain(error, layer, host, maxBytes)
    }
  }
  return bytes
}

function unpackerFor(name: string, bytes: Uint8Array): Unpacker | 'plain' | null {
  if (bytes.length === 0) return 'plain'
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      // Servers that say gzip and send plain text exist; the magic number tells.
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? gzip : 'plain'
    case 'deflate':
      // The standard means zlib; some servers send the bare stream.
      return (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0 ? zlib : bare
    case 'br':
      return brotli
    case 'zstd':
      return zstd
    default:
      return null
  }
}

function explain(error: unknown, layer: string, host: string, maxBytes: number): Error {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(host, maxBytes, `unpacks from ${layer} without end`)
  if (code === 'Z_BUF_ERROR' || code === 'ERR_BROTLI_UNEXPECTED_END' || code === 'ZSTD_error_srcSize_wrong')
    return new SourceUnreachable(`${unicodeHost(host)}: the answer was cut off.`, {
      reason: 'reset',
      cause: error,
    })
  return new SourceChanged(`${unicodeHost(host)}: the answer says it is packed as ${layer} and is not.`)
}
