export interface Pattern {
  /** Pieces between the `*`s, in comparable form. */
  pieces: string[]
  /** Whether a `$` ended it. */
  anchored: boolean
  /** Length by which the more specific of two rules is known. */
  octets: number
}

/**
 * Both sides are brought to one form before they are compared (RFC 9309, 2.2.2): escapes of unreserved
 * characters are undone, everything else beyond them is escaped, escapes are upper case.
 */
export function normalisePattern(value: string): Pattern {
  const anchored = value.endsWith('$')
  const body = anchored ? value.slice(0, -1) : value
  return {
    // Runs of stars say no more than one.
    pieces: body.split(/\*+/).map(comparable),
    anchored,
    octets: escapeNonAscii(value).length,
  }
}

/** Path and query of an address, in comparable form; `/` for one without a path. */
export function normaliseTarget(url: string): string {
  const path = /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? url.split('#', 1)[0]!
  const absolute = path.startsWith('/') ? path : `/${path}`
  return absolute === '/robots.txt' ? absolute : comparable(absolute)
}

/** Goes along the target once, piece by piece; no pattern can make it slow. */
export function isMatch({ pieces, anchored, octets }: Pattern, target: string): boolean {
  if (octets === 0) return false
  const [first = '', ...rest] = pieces
  if (!target.startsWith(first)) return false
  let at = first.length
  if (rest.length === 0) return !anchored || at === target.length
  const last = anchored ? rest.pop()! : null
  for (const piece of rest) {
    const found = target.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return last === null || (target.length - at >= last.length && target.endsWith(last))
}

function comparable(text: string): string {
  return escapeNonAscii(text).replace(/%[\da-f]{2}|[^\w.~-]/gi, (match) => {
    const code = match.length === 3 ? Number.parseInt(match.slice(1), 16) : match.charCodeAt(0)
    const char = String.fromCharCode(code)
    return /[\w.~-]/.test(char) ? char : `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  })
}

function escapeNonAscii(text: string): string {
  return text.toWellFormed().replace(/[^\x00-\x7f]+/g, encodeURIComponent)
}
