import type { IncomingMessage } from 'node:http'
import { RequestError } from './request-error.ts'

/** The body of a POST as JSON. Throws `RequestError` for another type, too many bytes, bad UTF-8 or JSON. */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  checkType(request)
  const text = decode(await readBytes(request, maxBytes))
  if (text.trim() === '') throw new RequestError('BAD_REQUEST', 'The body is empty. Send {"query": "…"}.')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RequestError('BAD_REQUEST', `The body is not JSON: ${(error as Error).message}`)
  }
}

function checkType({ headers }: IncomingMessage): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  if (type.trim() !== 'application/json')
    throw new RequestError(
      'UNSUPPORTED_MEDIA_TYPE',
      `Send the query as JSON with "Content-Type: application/json", not ${type.trim() || 'without a type'}.`,
    )
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='))
  if (charset && !/^charset="?utf-?8"?$/.test(charset))
    throw new RequestError('UNSUPPORTED_MEDIA_TYPE', 'The body must be UTF-8.')
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity')
    throw new RequestError('UNSUPPORTED_MEDIA_TYPE', 'Send the body uncompressed.')
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new RequestError('PAYLOAD_TOO_LARGE', `The body may hold ${maxBytes.toLocaleString('en')} bytes.`, {
      connection: 'close',
    })
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  // Not `for await`: leaving it early destroys the socket before the answer is out.
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else {
        request.pause()
        reject(tooLarge())
      }
    }
    const end = () => {
      // A stream holds its request for hours, and with it whoever still listens.
      request.off('data', take).off('error', reject).off('close', cut)
      resolve(Buffer.concat(chunks))
    }
    const cut = () => {
      // Every request closes; an error made in vain costs more than reading the body.
      if (!request.complete) reject(new RequestError('BAD_REQUEST', 'The body ended early.'))
    }
    request.on('data', take).once('end', end).once('error', reject).once('close', cut)
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new RequestError('BAD_REQUEST', 'The body is not UTF-8.')
  }
}
