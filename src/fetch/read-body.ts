import type { Readable } from 'node:stream'
import { AnswerTooLarge } from '../model/errors.ts'
import { unicodeHost } from './host-name.ts'
import { unpack } from './unpack.ts'

interface ReadOptions {
  host: string
  /** Of the wire bytes, and of what they unpack to. */
  maxBytes: number
  truncateAt?: number
}

/** The whole body, unpacked; never holds more than the cap. Throws `SourceChanged` over it. */
export async function readBody(
  body: Readable,
  headers: Record<string, string>,
  { host, maxBytes, truncateAt }: ReadOptions,
): Promise<Uint8Array> {
  const announced = Number(headers['content-length'])
  if (announced > maxBytes && !truncateAt) {
    body.destroy()
    throw tooLarge(host, maxBytes, `announces ${inMegabytes(announced)} MB`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop early destroys the stream, and with it the connection.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (truncateAt && size >= truncateAt) break
    if (size > maxBytes) throw tooLarge(host, maxBytes, 'goes on and on')
  }
  const wire = Buffer.concat(chunks)
  if (truncateAt && wire.length >= truncateAt) return wire.subarray(0, truncateAt)
  return unpack(wire, headers['content-encoding'], { host, maxBytes })
}

export function tooLarge(host: string, maxBytes: number, how: string): AnswerTooLarge {
  return new AnswerTooLarge(
    `${unicodeHost(host)}: the answer ${how}; more than ${inMegabytes(maxBytes)} MB is no news page and was not read.`,
  )
}

function inMegabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)
}
