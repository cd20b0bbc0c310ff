import { changeFilters, type Filters, filters, toggle } from '../address/filters.ts'
import type { FacetsQuery } from '../generated/graphql.ts'
import { categoryName, countryName, dayInShort, mass } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import { useRegionNames } from './use-region-names.ts'

interface Tag {
  key: string
  name: string
  remove(): void
}

/** Every condition set, each with a way to take it off. */
export function ActiveFilters({ facets }: { facets: FacetsQuery | null }) {
  const regionName = useRegionNames(filters.value.regions.length > 0)
  const tags = tagsOf(filters.value, facets, regionName)
  if (!tags.length) return null
  return (
    <ul class="tags">
      {tags.map(({ key, name, remove }) => (
        <li key={key}>
          <button type="button" aria-label={t('remove', { what: name })} onClick={remove}>
            {name} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function tagsOf(wanted: Filters, facets: FacetsQuery | null, regionName: (code: string) => string): Tag[] {
  const { text, from, to, minGrams } = wanted
  const substance = (id: string) =>
    facets?.substances.find((row) => row.substance?.id === id)?.substance?.name ?? id.replaceAll('_', ' ')
  return [
    ...(text ? [{ key: 'text', name: `“${text}”`, remove: () => changeFilters({ text: '' }) }] : []),
    ...(from || to
      ? [{ key: 'period', name: periodName(from, to), remove: () => changeFilters({ from: '', to: '' }) }]
      : []),
    ...wanted.countries.map((code) => tag('countries', code, countryName(code))),
    ...wanted.regions.map((code) => tag('regions', code, regionName(code))),
    ...wanted.categories.map((category) => tag('categories', category, categoryName(category))),
    ...wanted.substances.map((id) => tag('substances', id, substance(id))),
    ...wanted.sources.map((id) => tag('sources', id, id)),
    ...(minGrams
      ? [{ key: 'grams', name: `≥ ${mass(Number(minGrams))}`, remove: () => changeFilters({ minGrams: '' }) }]
      : []),
  ]
}

function tag(list: Parameters<typeof toggle>[0], value: string, name: string): Tag {
  return { key: `${list}:${value}`, name, remove: () => toggle(list, value) }
}

function periodName(from: string, to: string): string {
  return `${from ? dayInShort(from) : '…'} – ${to ? dayInShort(to) : '…'}`
}
