import countries from '../data/countries.json' with { type: 'json' }
import words from '../data/place-words.json' with { type: 'json' }
import regionNames from '../data/region-names.json' with { type: 'json' }
import regions from '../data/regions.json' with { type: 'json' }
import { createLexicon, type Term } from '../lexicon/lexicon.ts'

/** A first-level region; `latitude` and `longitude` are of its middle. */
export interface Region {
  /** ISO 3166-2 */
  code: string
  country: string
  /** In English. */
  name: string
  /** In other languages, by ISO 639-1 code. */
  names: Record<string, string>
  latitude: number
  longitude: number
  /** A town that is first-level itself. */
  city: boolean
}

/** What a word or words tell of a place. */
export type PlaceSense =
  /** The region, by a name that is its own. */
  | { kind: 'REGION'; region: Region }
  /** The region, if a word for «region» stands beside it. */
  | { kind: 'REGION_WITH_NOUN'; region: Region }
  | { kind: 'COUNTRY' | 'PEOPLE' | 'SIGN' | 'TOWN' | 'ELSEWHERE'; country: string }

interface Entry {
  code: string
  name: string
  latitude: number
  longitude: number
  city?: boolean
  names: string[]
  withNoun: string[]
}

interface CountryEntry {
  name: string
  names: string[]
  people: string[]
  signs: string[]
  cities: string[]
}

const { comment: _, elsewhere, ...members } = countries

export const regionsByCode: ReadonlyMap<string, Region> = new Map(
  (regions as Entry[]).map(({ code, name, latitude, longitude, city = false }) => [
    code,
    { code, country: code.slice(0, 2), name, names: namesOf(code), latitude, longitude, city },
  ]),
)

function namesOf(code: string): Record<string, string> {
  const named = Object.entries<Record<string, string>>(regionNames)
  return Object.fromEntries(
    named.flatMap(([language, names]) => (names[code] ? [[language, names[code]]] : [])),
  )
}

export const countryNames: ReadonlyMap<string, string> = new Map(
  Object.entries(members as Record<string, CountryEntry>).map(([code, { name }]) => [code, name]),
)

export const findSenses = createLexicon<PlaceSense>([...senses()])

function* senses(): Generator<Term<PlaceSense>> {
  for (const { code, names, withNoun } of regions as Entry[]) {
    const region = regionsByCode.get(code)!
    for (const pattern of names) yield { pattern, value: { kind: 'REGION', region } }
    for (const pattern of withNoun) yield { pattern, value: { kind: 'REGION_WITH_NOUN', region } }
  }
  for (const [country, entry] of Object.entries(members as Record<string, CountryEntry>)) {
    for (const pattern of entry.names) yield { pattern, value: { kind: 'COUNTRY', country } }
    for (const pattern of entry.people) yield { pattern, value: { kind: 'PEOPLE', country } }
    for (const pattern of entry.signs) yield { pattern, value: { kind: 'SIGN', country } }
    for (const pattern of entry.cities) yield { pattern, value: { kind: 'TOWN', country } }
  }
  for (const [country, patterns] of Object.entries(elsewhere))
    for (const pattern of patterns) yield { pattern, value: { kind: 'ELSEWHERE', country } }
}

type PlaceWord =
  | 'REGION_NOUN'
  | 'RESIDENCE'
  | 'FROM'
  | 'TO'
  | 'IN'
  | 'ENTRY'
  | 'BORDER'
  | 'AGENCY'
  | 'REGIONAL_BODY'
  | 'CAPITAL'

export const findPlaceWords = createLexicon<PlaceWord>([
  ...termsOf(words.regionNouns, 'REGION_NOUN'),
  ...termsOf(words.residence, 'RESIDENCE'),
  ...termsOf(words.from, 'FROM'),
  ...termsOf(words.to, 'TO'),
  ...termsOf(words.in, 'IN'),
  ...termsOf(words.entry, 'ENTRY'),
  ...termsOf(words.capital, 'CAPITAL'),
  ...termsOf(words.border, 'BORDER'),
  ...termsOf(words.agencies, 'AGENCY'),
  ...termsOf(words.regionalBodies, 'REGIONAL_BODY'),
])

function termsOf(patterns: readonly string[], value: PlaceWord): Term<PlaceWord>[] {
  return patterns.map((pattern) => ({ pattern, value }))
}

export const endings = {
  locative: new Set(words.locativeEndings),
  ablative: new Set(words.ablativeEndings),
  dative: new Set(words.dativeEndings),
}
