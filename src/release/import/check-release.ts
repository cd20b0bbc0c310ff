import type { ParsedRelease } from './types.ts'

/** Compares what was found with what the release says of itself; one sentence a difference. */
export function checkRelease({ number, period, stated, entries }: Omit<ParsedRelease, 'problems'>): string[] {
  const found: Record<string, number> = {}
  for (const entry of entries) found[entry.country] = (found[entry.country] ?? 0) + 1
  const said = stated?.byCountry ?? {}
  const countries = [...new Set([...Object.keys(found), ...Object.keys(said)])].sort()
  const seen = new Map<string, number>()
  return [
    ...(number === null ? ['The release prints no number.'] : []),
    ...(period === null ? ['The release prints no period.'] : []),
    ...(stated === null ? ['The release has no sentence of counts to check against.'] : []),
    ...(stated?.total != null && stated.total !== entries.length
      ? [`The release states ${stated.total} events; ${entries.length} were found.`]
      : []),
    ...(Object.keys(said).length > 0
      ? countries
          .filter((country) => (said[country] ?? 0) !== (found[country] ?? 0))
          .map(
            (country) =>
              `${country}: the release states ${said[country] ?? 0} events; ${found[country] ?? 0} were found.`,
          )
      : []),
    ...entries.flatMap((entry) => {
      const first = entry.url && !entry.hostOnly ? seen.get(entry.url) : undefined
      if (entry.url) seen.set(entry.url, seen.get(entry.url) ?? entry.ordinal)
      return [
        ...(entry.url === null ? [`Event ${entry.ordinal} (${entry.title}) names no source address.`] : []),
        ...(entry.hostOnly
          ? [`Event ${entry.ordinal} (${entry.title}) names only the host ${entry.url}.`]
          : []),
        ...(entry.url && entry.url !== entry.printedUrl
          ? [`Event ${entry.ordinal}: ${entry.printedUrl} was read as ${entry.url}.`]
          : []),
        ...(first ? [`Event ${entry.ordinal} cites the same address as event ${first}.`] : []),
        ...(entry.paragraphs.length === 0 ? [`Event ${entry.ordinal} (${entry.title}) has no text.`] : []),
      ]
    }),
  ]
}
