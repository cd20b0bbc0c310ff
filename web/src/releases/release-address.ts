/** What a release's address names; null for the list of all. */
export type ReleaseName =
  | { kind: 'NUMBER'; year: number; number: number }
  | { kind: 'PERIOD'; from: string; to: string }

/** Of `/releases`, `/releases/2025/7`, `/releases/2025-04-01/2025-04-15`; undefined for what is none of them. */
export function releaseIn(path: string): ReleaseName | null | undefined {
  if (path === '/releases') return null
  const match = /^\/releases\/(?:(\d{4})\/(\d{1,2})|(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d))$/.exec(path)
  if (!match) return undefined
  const [, year, number, from, to] = match
  if (from && to) return { kind: 'PERIOD', from, to }
  return { kind: 'NUMBER', year: Number(year), number: Number(number) }
}

/** Without an ending it is a screen of this page, with one a file. */
export function releasePath(name: ReleaseName): string {
  return name.kind === 'NUMBER'
    ? `/releases/${name.year}/${name.number}`
    : `/releases/${name.from}/${name.to}`
}
