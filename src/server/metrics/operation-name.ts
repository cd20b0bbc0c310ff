const named = /(?:^|[\s}])(?:query|mutation|subscription)\s+([_A-Za-z]\w{0,63})/

/** The name a query goes by, without parsing it; null for one without. */
export function operationName(document: unknown, stated: unknown): string | null {
  if (typeof stated === 'string' && /^[_A-Za-z]\w{0,63}$/.test(stated)) return stated
  return typeof document === 'string' ? (named.exec(document)?.[1] ?? null) : null
}
