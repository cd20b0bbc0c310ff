import { filters } from '../address/filters.ts'
import type { Category, FacetsQuery } from '../generated/graphql.ts'
import { categoryName, countryName, memberStates } from '../i18n/format.ts'
import { locale, t } from '../i18n/locale.ts'
import { Facet, type Option } from './facet.tsx'

const categories: Category[] = [
  ...(['SEIZURE', 'ARREST', 'STATISTICS', 'OPERATION', 'PREVENTION', 'COOPERATION'] as const),
  ...(['MEETING', 'LEGISLATION', 'TREATMENT', 'TRAINING', 'OTHER'] as const),
]

export function CountryFacet({ rows }: { rows: FacetsQuery['countries'] | undefined }) {
  const counts = new Map(rows?.map(({ country, events }) => [country?.code ?? '', events]))
  const options = [...memberStates, 'ZZ']
    .filter((code) => code !== 'ZZ' || counts.has('ZZ'))
    .map((code) => ({ value: code, name: countryName(code), events: rows ? (counts.get(code) ?? 0) : null }))
  return <Facet list="countries" legend={t('country')} options={options} most={8} />
}

export function CategoryFacet({ rows }: { rows: FacetsQuery['categories'] | undefined }) {
  const counts = new Map(rows?.map(({ category, events }) => [category, events]))
  const options = categories.map((value) => ({
    value,
    name: categoryName(value),
    events: rows ? (counts.get(value) ?? 0) : null,
  }))
  return <Facet list="categories" legend={t('category')} options={options} most={6} />
}

/** Those named, and what they fall under: choosing the wider finds the narrower too. */
export function SubstanceFacet({ rows }: { rows: FacetsQuery['substances'] | undefined }) {
  const options = new Map<string, Option>()
  for (const { substance, events } of rows ?? [])
    if (substance) options.set(substance.id, { value: substance.id, name: substance.name, events })
  for (const { substance } of rows ?? [])
    if (substance?.parent && !options.has(substance.parent.id))
      options.set(substance.parent.id, {
        value: substance.parent.id,
        name: substance.parent.name,
        events: null,
      })
  for (const id of filters.value.substances)
    if (!options.has(id))
      options.set(id, { value: id, name: id.replaceAll('_', ' '), events: rows ? 0 : null })
  const sorted = [...options.values()].sort(
    (a, b) => (b.events ?? -1) - (a.events ?? -1) || a.name.localeCompare(b.name, locale.value),
  )
  if (!sorted.length) return null
  return <Facet list="substances" legend={t('substance')} options={sorted} most={8} />
}
