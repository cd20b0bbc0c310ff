/** The address where it is one of the web; null for `javascript:` and the like. */
export function webAddress(address: string): string | null {
  const url = URL.parse(address)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
