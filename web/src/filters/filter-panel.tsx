import { useEffect, useState } from 'preact/hooks'
import { changeFilters, filterCount, noFilters } from '../address/filters.ts'
import { useMedia } from '../chrome/use-media.ts'
import type { FacetsQuery } from '../generated/graphql.ts'
import { plural, t } from '../i18n/locale.ts'
import { ActiveFilters } from './active-filters.tsx'
import { CategoryFacet, CountryFacet, SubstanceFacet } from './facets.tsx'
import { MinimumField } from './minimum-field.tsx'
import { PeriodField } from './period-field.tsx'
import { SearchField } from './search-field.tsx'

/** Everything a list, a map or a timeline can be narrowed by; folded away on a phone. */
export function FilterPanel({ facets }: { facets: FacetsQuery | null }) {
  const narrow = useMedia('(max-width: 899px)')
  const [folded, setFolded] = useState(narrow)
  useEffect(() => setFolded(narrow), [narrow])
  return (
    <aside class="filters" aria-label={t('filters')}>
      <SearchField />
      <div class="filters-head">
        <button
          type="button"
          class="fold"
          aria-expanded={!folded}
          aria-controls="filter-fields"
          onClick={() => setFolded(!folded)}
        >
          {filterCount.value ? plural('filtersSet', filterCount.value) : t('filters')}
        </button>
        {filterCount.value > 0 && (
          <button type="button" class="plain" onClick={() => changeFilters(noFilters)}>
            {t('clearAll')}
          </button>
        )}
      </div>
      <ActiveFilters facets={facets} />
      <div id="filter-fields" hidden={folded}>
        <PeriodField />
        <CountryFacet rows={facets?.countries} />
        <CategoryFacet rows={facets?.categories} />
        <SubstanceFacet rows={facets?.substances} />
        <MinimumField />
      </div>
    </aside>
  )
}
