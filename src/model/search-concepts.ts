import type { Evidence, Understanding } from './understanding.ts'

type Understood = Pick<Understanding, 'substances' | 'categories' | 'places' | 'country' | 'region'>

/**
 * What a report is found by besides its words, and the words each was read from: substances with their ancestors
 * (`heroin`), `category:SEIZURE`, `region:KG-GO`, `country:KG`.
 */
export function searchConcepts(
  { substances, categories, places, country, region }: Understood,
  ancestors: (substance: string) => string[],
): Map<string, Evidence[]> {
  const concepts = new Map<string, Evidence[]>()
  const add = (concept: string, evidence: Evidence[]) =>
    concepts.set(concept, [...(concepts.get(concept) ?? []), ...evidence])
  for (const { substance, evidence } of substances)
    for (const concept of [substance, ...ancestors(substance)]) add(concept, evidence)
  for (const { category, evidence } of categories) add(`category:${category}`, evidence)
  if (country) add(`country:${country}`, [])
  if (region) add(`region:${region}`, [])
  for (const place of places.filter(({ happenedHere }) => happenedHere)) {
    if (place.region) add(`region:${place.region}`, [place.evidence])
    // A region's name is no country's, though the region lies there.
    add(`country:${place.country}`, place.region ? [] : [place.evidence])
  }
  return concepts
}
