import iconv from 'iconv-lite'

export type Decode = (bytes: Uint8Array) => string

/** Names by which detectors and pages call charsets, and by which nothing here knows them. */
const aliases: Record<string, string> = {
  maccyrillic: 'x-mac-cyrillic',
  macroman: 'macintosh',
  kz1048: 'rk1048',
  strk10482002: 'rk1048',
  ptcp154: 'pt154',
  cp154: 'pt154',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
  shiftjis2004: 'shift_jis',
  eucjis2004: 'euc-jp',
  big5hkscs: 'big5',
  cp936: 'gbk',
  cp874: 'windows-874',
  cp1125: 'cp1125',
  win1251: 'windows-1251',
  cyrillicwindows: 'windows-1251',
  iso2022jp2: 'iso-2022-jp',
  iso2022jp2004: 'iso-2022-jp',
  iso2022jpext: 'iso-2022-jp',
  utf16: 'utf-16le',
}

/** The WHATWG label (or, beyond that standard, iconv-lite's name); null for a charset nobody knows. */
export function canonicalLabel(name: string): string | null {
  const plain = name.toLowerCase().replace(/[^a-z\d]/g, '')
  const label =
    aliases[plain] ??
    name
      .trim()
      .toLowerCase()
      .replace(/^iso8859-/, 'iso-8859-')
  for (const form of [
    label,
    label.replace(/_/g, '-'),
    label.replace(/^(?:cp|win|windows)[-_ ]?(125\d|874)$/, 'windows-$1'),
  ]) {
    try {
      return new TextDecoder(form).encoding
    } catch {
      // Not of the standard under this spelling.
    }
  }
  return iconv.encodingExists(label) ? label : null
}

/** Null for a charset nobody knows. */
export function decoderFor(name: string): Decode | null {
  const label = canonicalLabel(name)
  if (!label) return null
  try {
    const decoder = new TextDecoder(label)
    return (bytes) => decoder.decode(bytes)
  } catch {
    return (bytes) => iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), label)
  }
}
