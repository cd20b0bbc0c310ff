import { filters, toEventFilter } from '../address/filters.ts'
import { useQuery } from '../api/use-query.ts'
import { FacetsDocument, type FacetsQuery } from '../generated/graphql.ts'
import { locale } from '../i18n/locale.ts'

/** How many events each choice would show: counted under all other conditions, not under its own list. */
export function useFacets(): { facets: FacetsQuery | null; recount(): void } {
  const wanted = filters.value
  const { answer, reload } = useQuery(FacetsDocument, {
    filter: toEventFilter(wanted),
    anyCountry: toEventFilter({ ...wanted, countries: [] }),
    anyCategory: toEventFilter({ ...wanted, categories: [] }),
    anySubstance: toEventFilter({ ...wanted, substances: [] }),
    language: locale.value,
  })
  return { facets: answer?.data ?? null, recount: reload }
}
