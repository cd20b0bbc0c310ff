import type { Exchange } from '../exchange.ts'
import type { BufferPool } from './buffer-pool.ts'
import { encodeBody, encodingFor } from './encode-body.ts'
import { entityTag, matchesTag } from './entity-tag.ts'
import type { Piece } from './piece.ts'
import type { KeptAnswer } from './response-cache.ts'
import { measure, writePiece } from './write-piece.ts'

/** Sends what is not kept, from a buffer that is used again once the system has taken it. */
export async function sendPiece(
  exchange: Exchange,
  type: string,
  piece: Piece,
  pool: BufferPool,
): Promise<true> {
  const buffer = pool.take(measure(piece))
  const body = buffer.subarray(0, writePiece(piece, buffer, 0))
  const { response, request } = exchange
  const encoding = encodingFor(headerOf(request.headers['accept-encoding']), body.length)
  const tag = isRead(exchange) ? entityTag(body) : null
  if (isKnown(exchange, tag)) return sendUnchanged(exchange, tag!, () => pool.giveBack(buffer))
  if (encoding) {
    const packed = await encodeBody(body, encoding)
    pool.giveBack(buffer)
    return send(exchange, headersOf(type, tag, encoding), packed)
  }
  response.once('finish', () => pool.giveBack(buffer))
  return send(exchange, headersOf(type, tag, null), body)
}

/** Sends an answer that is kept, in the encoding the client likes best. */
export async function sendKept(
  exchange: Exchange,
  type: string,
  answer: KeptAnswer,
  onGrown: () => void,
): Promise<true> {
  const tag = isRead(exchange) ? answer.etag() : null
  if (isKnown(exchange, tag)) return sendUnchanged(exchange, tag!)
  const encoding = encodingFor(headerOf(exchange.request.headers['accept-encoding']), answer.body.length)
  if (!encoding) return send(exchange, headersOf(type, tag, null), answer.body)
  const known = answer.encoded.get(encoding)
  const packed = known ?? encodeBody(answer.body, encoding)
  if (!known) {
    answer.encoded.set(encoding, packed)
    onGrown()
  }
  return send(exchange, headersOf(type, tag, encoding), await packed)
}

function send(
  { method, response }: Exchange,
  headers: Record<string, string | number>,
  body: Uint8Array,
): true {
  headers['content-length'] = body.length
  response.writeHead(200, headers)
  response.end(method === 'HEAD' ? undefined : body)
  return true
}

function headersOf(
  type: string,
  tag: string | null,
  encoding: string | null,
): Record<string, string | number> {
  const headers: Record<string, string | number> = { 'content-type': type, 'cache-control': 'no-store' }
  // What is read by address may be kept by its reader, who asks each time whether it still holds.
  if (tag) {
    headers['cache-control'] = 'private, no-cache'
    headers.etag = tag
  }
  headers.vary = 'accept, accept-encoding'
  if (encoding) headers['content-encoding'] = encoding
  return headers
}

function isRead({ method }: Exchange): boolean {
  return method === 'GET' || method === 'HEAD'
}

function isKnown({ request }: Exchange, tag: string | null): boolean {
  return tag !== null && matchesTag(request.headers['if-none-match'], tag)
}

function sendUnchanged({ response }: Exchange, tag: string, done?: () => void): true {
  response.writeHead(304, {
    etag: tag,
    'cache-control': 'private, no-cache',
    vary: 'accept, accept-encoding',
  })
  response.end()
  done?.()
  return true
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
