import { filters, toEventFilter } from '../address/filters.ts'
import { useQuery } from '../api/use-query.ts'
import { FacetsDocument, type FacetsQuery } from '../generated/graphql.ts'
import { locale } from '../i18n/locale.ts'

/** Filters are set one after another; all that counts over the whole store waits until they are. */
export const settleMs = 250

/**
 * How many events each choice would show: counted under all other conditions, not under its own list. Asked after
 * what the screen is there for has come, which `ready` tells.
 */
export function useFacets(ready: boolean): { facets: FacetsQuery | null; counted: boolean; recount(): void } {
  const wanted = filters.value
  const { answer, error, loading, reload } = useQuery(
    FacetsDocument,
    {
      filter: toEventFilter(wanted),
      anyCountry: toEventFilter({ ...wanted, countries: [] }),
      anyCategory: toEventFilter({ ...wanted, categories: [] }),
      anySubstance: toEventFilter({ ...wanted, substances: [] }),
      language: locale.value,
    },
    { skip: !ready, settleMs },
  )
  const counted = ready && !loading && (answer !== null || error !== null)
  return { facets: answer?.data ?? null, counted, recount: reload }
}
