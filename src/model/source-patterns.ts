/** Whether an id is named itself or by its folder: `kz/*`; `*` is every one. */
export function matchesAny(id: string, patterns: string[]): boolean {
  return patterns.some((pattern) => covers(pattern, id))
}

export function covers(pattern: string, id: string): boolean {
  if (pattern === '*' || pattern === id) return true
  return pattern.endsWith('/*') && id.startsWith(pattern.slice(0, -1))
}
