export interface PrintedAddress {
  /** Well-formed, not yet canonical. */
  url: string
  printed: string
  /** Whether misprints were mended. */
  repaired: boolean
  hostOnly: boolean
}

const looksLikeAddress =
  /^(?:h\s?t\s?t\s?p|hptt|htpp|www\.|[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:kz|kg|ru|рф|az|tj|tm|uz|org|com|net|gov|eu|int|tv|info|su|by|am|uk)(?:[/?:]|$))/iu

/** Reads a block that is nothing but an address, however it was printed; null when it is text. */
export function readAddress(block: string): PrintedAddress | null {
  const printed = block
    .replace(/^(?:source|источник|link|ссылка|url)\s*[:–—-]?\s+/iu, '')
    .replace(/^[<(«"“\s]+|[>)»"”\s.,;]+$/gu, '')
  const compact = printed.replace(/\s+/g, '')
  if (!looksLikeAddress.test(compact) || !isOneAddress(printed)) return null
  const mended = compact
    .replace(
      /^(?:h+t{1,3}p+|hptt|htpp|ttp)(s?)(?::\/{0,3}|;\/\/|\/\/|:\\\\)/iu,
      (_, s: string) => `http${s.toLowerCase()}://`,
    )
    .replace(/^(?!https?:\/\/)/iu, 'https://')
    .replace(/(xn--b1aew\.xn--)pla[i1l]/giu, '$1p1ai')
    .replace(/,(?=[a-z]{2,3}(?:\/|$))/iu, '.')
  try {
    const url = new URL(mended)
    if (!url.hostname.includes('.')) return null
    return {
      url: mended,
      printed,
      repaired: mended !== printed,
      hostOnly: /^\/*$/.test(url.pathname) && !url.search,
    }
  } catch {
    return null
  }
}

/** A wrapped address has a few pieces, none of which reads as a word of prose. */
function isOneAddress(text: string): boolean {
  const pieces = text.split(/\s+/)
  return (
    pieces.length <= 8 && pieces.slice(1).every((piece) => /[/\-_.?=&%\d]/.test(piece) || pieces.length <= 2)
  )
}
