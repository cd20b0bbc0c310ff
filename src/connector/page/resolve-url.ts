/** Absolute http(s) address, undefined for anything else (`javascript:`, `mailto:`, a bare `#`). */
export function resolveUrl(address: string | undefined | null, base: string): string | undefined {
  const trimmed = address?.trim()
  if (!trimmed || trimmed.startsWith('#') || !URL.canParse(trimmed, base)) return undefined
  const resolved = new URL(trimmed, base)
  return resolved.protocol === 'https:' || resolved.protocol === 'http:' ? resolved.href : undefined
}
