import { parse as parseDomain } from 'tldts'
import { isTracking } from './tracking-parameters.ts'

const longest = 8192

/**
 * The one form of an http(s) address, or null where there is none; idempotent.
 *
 * Folded, because no site tells the two forms apart: case and final dot of the host, IDN to ASCII (`мвд.рф` →
 * `xn--b1aew.xn--p1ai`, its misprint `xn--plai` repaired), default port, dot segments, doubled slashes,
 * percent-encoding (unreserved characters decoded, the rest upper-case hex), fragment, empty query, tracking
 * parameters and session ids. Kept, because some sites do: scheme, `www.`, final slash, order of parameters, `p`,
 * `lang`; `sameAddressKey` folds those for comparing.
 *
 * Brackets, quotes and punctuation around an address met in prose are dropped; without `base` a bare host gets
 * `https:`. Addresses with credentials are refused.
 */
export function canonicalUrl(address: string, base?: string): string | null {
  let found = fold(base === undefined ? fromProse(address) : trimmed(address), base)
  // What is left after one folding can itself be folded: `?a=1.&utm_source=x` ends in prose punctuation only now.
  for (let pass = 0; found !== null && pass < 8; pass++) {
    const again = fold(fromProse(found))
    if (again === found) return found
    found = again
  }
  return null
}

function fold(text: string, base?: string): string | null {
  if (text.length > longest || (text === '' && base === undefined)) return null
  const url = URL.parse(repairHost(withScheme(text, base)), base)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null

  const host = url.hostname.replace(/\.$/, '')
  if (host === '' || host.length > 253 || host.split('.').includes('')) return null
  return `${url.protocol}//${host}${url.port && `:${url.port}`}${path(url.pathname)}${query(url.search)}`
}

function trimmed(address: string): string {
  return address.replace(
    /^[\s\u0000-\u0020\u200b-\u200f\u2060\ufeff]+|[\s\u0000-\u0020\u200b-\u200f\u2060\ufeff]+$/g,
    '',
  )
}

function fromProse(address: string): string {
  let text = trimmed(address).replace(/^[<«"'“„‘([{\s]+(?:url:\s*)?/i, '')
  for (;;) {
    const shorter = trimmed(text.replace(/[.,;:…>»"'”’|]+$/, ''))
    const closed = unbalanced(shorter) ? shorter.slice(0, -1) : shorter
    if (closed === text) return text
    text = closed
  }
}

function unbalanced(text: string): boolean {
  const open = { ')': '(', ']': '[', '}': '{' }[text.at(-1) ?? '']
  return open !== undefined && text.split(open).length < text.split(text.at(-1)!).length
}

function withScheme(text: string, base?: string): string {
  const twice = text.replace(/^https?:\/*(?=https?:\/\/)/i, '')
  if (base !== undefined || /^https?:/i.test(twice)) return twice
  if (/^[\\/]{2}[^\\/]/.test(twice)) return `https:${twice}`
  const bare = repairHost(`//${twice}`).slice(2)
  const host = /^[^\s/?#@:\\]+\.[^\s/?#@:\\]+(?=$|[/?#]|:\d)/.exec(bare)?.[0]
  return host && parseDomain(host).isIcann ? `https://${twice}` : twice
}

/** Releases print the ASCII form of `.рф` with a letter l for the digit 1; no such domain exists. */
function repairHost(text: string): string {
  return text.replace(/^((?:https?:)?[\\/]{2}[^\\/?#]*?\.xn--p)l(ai\.?(?=$|[\\/:?#]))/i, '$11$2')
}

function path(pathname: string): string {
  return encoding(pathname)
    .replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '')
    .replace(/(?<!\b[a-z][a-z\d+.-]{1,50}:)\/{2,}/gi, '/')
}

function query(search: string): string {
  const kept = search
    .slice(1)
    .replaceAll('&amp;', '&')
    .split('&')
    .filter((piece) => {
      const [name = '', value = ''] = encoding(piece).split('=')
      return piece !== '' && !isTracking(name, value)
    })
  return kept.length === 0 ? '' : `?${encoding(kept.join('&'))}`
}

/** RFC 3986 section 6.2.2, and what its grammar forbids is encoded; a stray `%` becomes `%25`. */
function encoding(text: string): string {
  return text
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const char = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[\w.~-]/.test(char) ? char : code.toUpperCase()
    })
    .replace(/[|[\]^`{}\\"<>]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
