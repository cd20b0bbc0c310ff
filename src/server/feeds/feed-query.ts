import type { CountryCode } from '../../model/country.ts'
import type { EventFilter } from '../../model/filter.ts'
import { type Category, categories } from '../../model/understanding.ts'
import { RequestError } from '../request-error.ts'

export interface FeedQuery {
  filter: EventFilter
  /** Null for every country. */
  country: CountryCode | null
  limit: number
}

const lists = ['category', 'substance', 'source', 'language', 'region'] as const
const singles = ['text', 'minGrams', 'since', 'limit'] as const
/** Where a key may stand in an address; read by whoever checks keys. */
const foreign = ['key', 'apiKey', 'api_key']

const mostItems = 500

/** The filter an address of a feed asks for. Throws `RequestError` with what it may ask for. */
export function feedQuery(place: string, search: string): FeedQuery {
  const parameters = new URLSearchParams(search)
  const known: string[] = [...lists, ...singles, ...foreign]
  const unknown = [...parameters.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw bad(`\`${unknown.slice(0, 40)}\` is no filter of a feed. Use ${[...lists, ...singles].join(', ')}.`)
  const country = place === 'all' ? null : place.toUpperCase()
  const list = (name: (typeof lists)[number]) => {
    const values = parameters.getAll(name).flatMap((value) => value.split(','))
    const given = values.map((value) => value.trim()).filter((value) => value !== '')
    return given.length ? given : null
  }
  const since = parameters.get('since')
  return {
    country,
    limit: number('limit', parameters.get('limit'), 1, mostItems) ?? 50,
    filter: {
      countries: country === null ? null : [country],
      categories: list('category')?.map(toCategory) ?? null,
      substances: list('substance'),
      sources: list('source'),
      languages: list('language')?.map(toLanguage) ?? null,
      regions: list('region')?.map((region) => region.toUpperCase()) ?? null,
      text: parameters.get('text'),
      minGrams: number('minGrams', parameters.get('minGrams'), 0, Number.MAX_VALUE),
      published: since ? { from: toMoment(since) } : null,
    },
  }
}

function toCategory(name: string): Category {
  const category = categories.find((each) => each === name.toUpperCase())
  if (category) return category
  throw bad(`\`${name.slice(0, 40)}\` is no category. Use ${categories.join(', ')}.`)
}

function toLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0]!
  } catch {
    throw bad(`\`${tag.slice(0, 40)}\` is no language. Use tags such as ru, kk or uz-Latn.`)
  }
}

function toMoment(text: string): string {
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0]
  const time = Date.parse(text)
  if (!day || !Number.isFinite(time) || Number.isNaN(Date.parse(day)))
    throw bad('`since` is a day such as 2025-04-01 or an instant such as 2025-04-01T09:00:00Z.')
  return text === day ? day : new Date(time).toISOString()
}

function number(name: string, text: string | null, least: number, most: number): number | null {
  if (text === null || text === '') return null
  const value = Number(text)
  if (Number.isFinite(value) && value >= least && value <= most) return value
  const range = most === Number.MAX_VALUE ? `at least ${least}` : `from ${least} to ${most}`
  throw bad(`\`${name}\` is a number, ${range}.`)
}

const bad = (message: string) => new RequestError('BAD_USER_INPUT', message)
