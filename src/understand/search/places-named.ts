import countries from '../data/countries.json' with { type: 'json' }
import regions from '../data/regions.json' with { type: 'json' }
import { findPlaceWords, findSenses, type PlaceSense } from '../places/gazetteer.ts'
import type { Token } from '../tokens.ts'

interface Named {
  concepts: string[]
  words: string[]
}

const regionNames = new Map(
  regions.map(({ code, name, names, withNoun }) => [code, [name, ...names, ...withNoun]] as const),
)
const countryNames = new Map(
  Object.entries(countries as Record<string, unknown>).flatMap(([code, entry]) => {
    const { name, names } = entry as { name?: string; names?: string[] }
    return name && names ? [[code, [name, ...names]] as const] : []
  }),
)

/** The regions and countries that these words as a whole are a name of, with a word for «region» or without. */
export function placesNamed(tokens: Token[]): Named[] {
  const isNoun = new Set(
    findPlaceWords(tokens).flatMap(({ value, from, to }) => (value === 'REGION_NOUN' ? range(from, to) : [])),
  )
  const rest = (from: number, to: number) => [...range(0, from), ...range(to, tokens.length)]
  const whole = findSenses(tokens).filter(({ from, to }) =>
    rest(from, to).every((index) => isNoun.has(index)),
  )
  const concepts = new Set(whole.flatMap(({ value }) => conceptOf(value) ?? []))
  return [...concepts].map((concept) => {
    const code = concept.slice(concept.indexOf(':') + 1)
    return { concepts: [concept], words: [...(regionNames.get(code) ?? countryNames.get(code) ?? [])] }
  })
}

function conceptOf(sense: PlaceSense): string | null {
  if (sense.kind === 'REGION' || sense.kind === 'REGION_WITH_NOUN') return `region:${sense.region.code}`
  return sense.kind === 'COUNTRY' ? `country:${sense.country}` : null
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
