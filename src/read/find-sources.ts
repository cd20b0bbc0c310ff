import type { CountryCode } from '../model/country.ts'
import type { SourceStatus } from '../model/source.ts'
import type { Loaders } from './loaders.ts'
import type { SourceView } from './source-registry.ts'

/** Mirrors the schema's `SourceFilter`. */
export interface SourceFilter {
  ids?: string[] | null
  countries?: CountryCode[] | null
  languages?: string[] | null
  statuses?: SourceStatus[] | null
}

/** Health is asked for only where the filter needs it. */
export async function findSources(
  all: SourceView[],
  { ids, countries, languages, statuses }: SourceFilter,
  load: Pick<Loaders, 'health'>,
): Promise<SourceView[]> {
  const found = all.filter(
    ({ id, country, language }) =>
      (!ids || ids.includes(id)) &&
      (!countries || countries.includes(country)) &&
      (!languages || languages.includes(language)),
  )
  if (!statuses) return found
  const healths = await Promise.all(found.map(({ id }) => load.health.load(id)))
  return found.filter((_, i) => statuses.includes(healths[i]!.status))
}
