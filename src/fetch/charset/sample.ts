/** Detection is done when this much has been seen. */
const enough = 64 * 1024
/** ASCII kept on either side of a byte that tells something. */
const context = 24

/**
 * The part of a page that tells its charset: bytes beyond ASCII with a little around them, so that kilobytes
 * of markup and script do not drown a paragraph of text. Whole where charsets have NULs or escapes.
 */
export function sampleOf(bytes: Uint8Array): Uint8Array {
  return withoutDeclarations(cut(bytes))
}

/** Whether one was to be believed has been decided; the detector would believe it even in a comment. */
function withoutDeclarations(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  return /charset|encoding/i.test(text)
    ? Buffer.from(
        text.replace(/charset|encoding/gi, (word) => ' '.repeat(word.length)),
        'latin1',
      )
    : bytes
}

function cut(bytes: Uint8Array): Uint8Array {
  if (
    bytes.length <= enough / 16 ||
    /[\0\x1b]|~\{/.test(Buffer.from(bytes.subarray(0, 4_096)).toString('latin1'))
  )
    return bytes.subarray(0, enough)
  const pieces: Uint8Array[] = []
  let size = 0
  for (let at = 0; at < bytes.length && size < enough; at++) {
    if (bytes[at]! < 0x80) continue
    const start = Math.max(0, at - context)
    let end = at
    for (let last = at; end < bytes.length && end - last <= context && size + end - start < enough; end++)
      if (bytes[end]! >= 0x80) last = end
    pieces.push(bytes.subarray(start, end))
    size += end - start
    at = end
  }
  return pieces.length ? Buffer.concat(pieces) : bytes.subarray(0, enough)
}
