/**
 * Absolute form of a link as written in a page, or null where it is not of the given schemes. Nothing is folded, so the
 * link leads where the page says; `canonicalUrl` is for identity.
 */
export function webAddress(
  href: string,
  base: string | undefined,
  schemes = ['http:', 'https:'],
): string | null {
  const url = URL.parse(href.trim(), base)
  return url && schemes.includes(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}
