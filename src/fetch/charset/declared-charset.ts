import { canonicalLabel } from './decoder.ts'

/** How far into a document its own declaration is looked for; the standard says 1,024, sites need more. */
const prescanBytes = 8_192

/** Canonical label that header, XML prolog or `<meta>` names, the header first; null for none that is known. */
export function declaredCharset(bytes: Uint8Array, contentType: string | undefined): string | null {
  const inHeader = /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]
  const fromHeader = inHeader && canonicalLabel(inHeader)
  if (fromHeader) return fromHeader

  const head = new TextDecoder('latin1')
    .decode(bytes.subarray(0, prescanBytes))
    .replace(/<!--[\s\S]*?-->/g, '')
  const inProlog = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1]
  const inMeta = inProlog ?? /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1]
  const label = inMeta && canonicalLabel(inMeta)
  // Whoever could read the declaration byte by byte was not reading UTF-16.
  return label ? label.replace(/^utf-(?:16|32).*$/, 'utf-8') : null
}
