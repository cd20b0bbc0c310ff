import type { Text } from './prepare.ts'

const edible = new Set(['poppy', 'cannabis'])

/** A text of the kitchen or the field: poppy among ingredients, and nobody seizes anything. */
export function isRecipe({ terms, cues, tokens }: Text): boolean {
  if (!terms.every((term) => edible.has(term.value))) return false
  const all = tokens.length
  if (cues.within('SEIZED', 0, all) || cues.within('DESTROYED', 0, all)) return false
  return cues.within('FOOD', 0, all) || cues.within('CARGO', 0, all)
}
