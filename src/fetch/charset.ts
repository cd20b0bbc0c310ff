import { declaredCharset } from './charset/declared-charset.ts'
import { decoderFor } from './charset/decoder.ts'
import { detectCharset } from './charset/detect-charset.ts'
import { isMostlyUtf8, isUtf8 } from './charset/utf8-evidence.ts'

export interface DecodedBody {
  text: string
  /** Lower-case label; the WHATWG one where there is one: `windows-1251`, `koi8-r`, `ibm866`, `utf-8`. */
  charset: string
}

/**
 * Bytes to text. In order: byte order mark; bytes that can only be UTF-8, whatever was declared; the
 * `Content-Type` header; `<meta>` or the XML prolog; detection. Never throws; what cannot be decoded
 * becomes U+FFFD.
 */
export function decodeBody(bytes: Uint8Array, contentType?: string): DecodedBody {
  const marked = byteOrderMark(bytes)
  if (marked) return decodeAs(marked.charset, bytes.subarray(marked.length))

  const declared = declaredCharset(bytes, contentType)
  if (declared === 'utf-16le' || declared === 'utf-16be') return decodeAs(declared, bytes)
  const utf8 = isUtf8(bytes)
  if (utf8 === 'multibyte' || (utf8 === 'ascii' && !hasEscapes(bytes))) return decodeAs('utf-8', bytes)
  if (declared && declared !== 'utf-8' && isBelievable(declared, bytes)) return decodeAs(declared, bytes)
  // A few bytes broken by a careless cut do not make it another charset.
  if (isMostlyUtf8(bytes, declared === 'utf-8' ? 1 : 20)) return decodeAs('utf-8', bytes)
  return decodeAs(detectCharset(bytes), bytes)
}

function decodeAs(charset: string, bytes: Uint8Array): DecodedBody {
  return { text: decoderFor(charset)?.(bytes) ?? new TextDecoder().decode(bytes), charset }
}

function byteOrderMark(bytes: Uint8Array): { charset: string; length: number } | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe && c === 0 && d === 0 && bytes.length >= 8)
    return { charset: 'utf-32le', length: 4 }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { charset: 'utf-32be', length: 4 }
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 }
  return null
}

/** Bytes below 0x80 may still be UTF-16 (NUL), ISO-2022 (ESC) or HZ (`~{`). */
function hasEscapes(bytes: Uint8Array): boolean {
  return (
    bytes.includes(0) ||
    bytes.includes(0x1b) ||
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('~{')
  )
}

/** Servers declare Latin-1 out of habit; text that is mostly bytes beyond ASCII is in no Latin language. */
function isBelievable(declared: string, bytes: Uint8Array): boolean {
  if (declared !== 'windows-1252') return true
  let high = 0
  let run = 0
  let longest = 0
  for (const byte of bytes) {
    run = byte >= 0xc0 ? run + 1 : 0
    if (run) high++
    if (run > longest) longest = run
  }
  return high < 12 || longest < 6
}
