import { computed } from '@preact/signals'
import type { Category, EventFilter } from '../generated/graphql.ts'
import { navigate, path, search } from './location.ts'

/** What the reader asked to see; the same on every screen, and all of it in the address. */
export interface Filters {
  text: string
  countries: string[]
  categories: Category[]
  substances: string[]
  regions: string[]
  sources: string[]
  /** Days, both part of the range; empty for open. */
  from: string
  to: string
  minGrams: string
}

const lists = {
  countries: 'country',
  categories: 'category',
  substances: 'substance',
  regions: 'region',
  sources: 'source',
} as const
const words = { text: 'q', from: 'from', to: 'to', minGrams: 'grams' } as const

export type ListName = keyof typeof lists

export const filters = computed(() => parseFilters(search.value))

export function parseFilters(query: string): Filters {
  const parameters = new URLSearchParams(query)
  const list = (name: string) => [...new Set((parameters.get(name) ?? '').split(',').filter(Boolean))].sort()
  const day = (name: string) => {
    const given = parameters.get(name) ?? ''
    return /^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : ''
  }
  const grams = parameters.get(words.minGrams) ?? ''
  return {
    text: (parameters.get(words.text) ?? '').trim(),
    countries: list(lists.countries),
    categories: list(lists.categories) as Category[],
    substances: list(lists.substances),
    regions: list(lists.regions),
    sources: list(lists.sources),
    from: day(words.from),
    to: day(words.to),
    minGrams: Number(grams) > 0 ? grams : '',
  }
}

/** The filter as GraphQL takes it; absent where nothing is asked. */
export function toEventFilter(wanted: Filters): EventFilter {
  const { text, countries, categories, substances, regions, sources, from, to, minGrams } = wanted
  return {
    ...(text && { text }),
    ...(countries.length && { countries }),
    ...(categories.length && { categories }),
    ...(substances.length && { substances }),
    ...(regions.length && { regions }),
    ...(sources.length && { sources }),
    ...((from || to) && { published: { ...(from && { from }), ...(to && { to }) } }),
    ...(minGrams && { minGrams: Number(minGrams) }),
  }
}

/** The address of a screen under the filters of now, changed by `changes`. */
export function addressWith(changes: Partial<Filters>, screen = path.value): string {
  const wanted = { ...filters.value, ...changes }
  const parameters = new URLSearchParams(screen === path.value ? search.value : '')
  for (const [key, name] of Object.entries(words)) set(parameters, name, wanted[key as keyof typeof words])
  for (const [key, name] of Object.entries(lists))
    set(parameters, name, [...wanted[key as ListName]].sort().join(','))
  const query = parameters.toString().replaceAll('%2C', ',')
  return query ? `${screen}?${query}` : screen
}

export function changeFilters(changes: Partial<Filters>, how?: { replace: boolean }): void {
  navigate(addressWith(changes), how)
}

export function toggle(name: ListName, value: string): void {
  const chosen: string[] = filters.value[name]
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]
  changeFilters({ [name]: next })
}

export const noFilters: Filters = parseFilters('')

/** How many conditions are set. */
export const filterCount = computed(() => {
  const { text, from, to, minGrams, ...chosen } = filters.value
  const several = Object.values(chosen).reduce((sum, list) => sum + list.length, 0)
  return several + Number(text !== '') + Number(from !== '' || to !== '') + Number(minGrams !== '')
})

function set(parameters: URLSearchParams, name: string, value: string): void {
  if (value) parameters.set(name, value)
  else parameters.delete(name)
}
