import { isAscii, isUtf8 as isValid } from 'node:buffer'

/** `multibyte`: valid and beyond ASCII, which no other charset's text is by accident. */
export function isUtf8(bytes: Uint8Array): 'multibyte' | 'ascii' | false {
  if (!isValid(bytes)) return false
  return isAscii(bytes) ? 'ascii' : 'multibyte'
}

/** Whether well-formed sequences outnumber broken bytes by `times`. */
export function isMostlyUtf8(bytes: Uint8Array, times: number): boolean {
  let good = 0
  let bad = 0
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!
    const length =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0
    const rest = bytes.subarray(at + 1, at + length)
    const whole =
      length > 0 && rest.length === length - 1 && rest.every((byte) => byte >= 0x80 && byte < 0xc0)
    // A body that was cut off ends within a character.
    const cut = length > 0 && at + length > bytes.length && rest.every((byte) => byte >= 0x80 && byte < 0xc0)
    if (whole && length > 1) good++
    else if (!whole && !cut) bad++
    at += whole ? length : 1
    if (cut) break
  }
  return good > 0 && good >= bad * times
}
