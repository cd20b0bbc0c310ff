import type { CountryCode } from '../model/country.ts'

/** A first-level region; `latitude` and `longitude` are of its middle, in degrees. */
export interface RegionFacts {
  /** ISO 3166-2; begins with the code of the state. */
  code: string
  /** In English. */
  name: string
  /** In other languages, by ISO 639-1 code. */
  names?: Record<string, string>
  latitude: number
  longitude: number
}

export interface Gazetteer {
  /** By code; of all states for null. */
  regions(countries: readonly CountryCode[] | null): RegionFacts[]
  knows(code: string): boolean
  /** In English where there is none in `language`; the code itself where it is not known. */
  name(code: string, language: string): string
}

export function createGazetteer(facts: RegionFacts[]): Gazetteer {
  const sorted = facts.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const byCode = new Map(facts.map((region) => [region.code, region]))
  return {
    regions: (countries) =>
      countries ? sorted.filter(({ code }) => countries.includes(code.slice(0, 2))) : sorted,
    knows: (code) => byCode.has(code),
    name: (code, language) => {
      const { name = code, names = {} } = byCode.get(code) ?? {}
      return names[language] ?? names[language.split('-')[0]!] ?? name
    },
  }
}
