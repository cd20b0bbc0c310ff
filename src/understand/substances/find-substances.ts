import type { SubstanceFinding } from '../../model/understanding.ts'
import { findFurniture } from '../furniture.ts'
import { splitSentences } from '../sentences.ts'
import { type Token, tokenize } from '../tokens.ts'
import { findConcepts } from './find-terms.ts'
import { lineage } from './vocabulary.ts'

export interface SubstanceInput {
  title: string
  text: string
  tokens: Token[]
  /** BCP 47 of the text. */
  tag: string
}

const generic = 'drugs_unspecified'
const mostEvidence = 10

/**
 * Substances a report names, in the order it first names them; «drugs» only where it says no more than that.
 * What stands in headlines of other reports is left out. Evidence is of the text: none for what only the title names.
 */
export function findSubstances({ title, text, tokens, tag }: SubstanceInput): SubstanceFinding[] {
  const language = tag.split('-')[0]
  const isFurniture = findFurniture(tokens, splitSentences(tokens))
  const inText = findConcepts(tokens, language).filter((hit) => !isFurniture(hit.from))
  const inTitle = findConcepts(tokenize(title), language)
  const found = new Map<string, SubstanceFinding>()
  for (const hit of inTitle) found.set(hit.value, { substance: hit.value, evidence: [] })
  for (const { value, start, end } of inText) {
    const finding = found.get(value) ?? { substance: value, evidence: [] }
    if (finding.evidence.length < mostEvidence)
      finding.evidence.push({ text: text.slice(start, end), start, end })
    found.set(value, finding)
  }
  const drugs = [...found.keys()].some((id) => id !== generic && lineage(id).includes(generic))
  return [...found.values()].filter(({ substance }) => substance !== generic || !drugs)
}
