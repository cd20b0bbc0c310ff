import { createGazetteer, type RegionFacts } from '../../read/gazetteer.ts'
import { createVocabulary, type SubstanceConcept } from '../../read/vocabulary.ts'
import type { FigureNames } from './release-figures.ts'

/** English names of what figures are told by. */
export function figureNames(substances: SubstanceConcept[], regions: RegionFacts[]): FigureNames {
  const vocabulary = createVocabulary(substances)
  const byCode = new Map(
    createGazetteer(regions)
      .regions(null)
      .map((region) => [region.code, region]),
  )
  return {
    substance: (id) => vocabulary.name(id, 'en'),
    region: (code) => byCode.get(code) ?? null,
  }
}
