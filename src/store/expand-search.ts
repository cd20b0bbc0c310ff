import { conceptWord } from './search-text.ts'

/** What a searched word or phrase stands for besides itself. */
export interface Expansion {
  concepts: string[]
  /** Other words and phrases for the same. */
  words: string[]
}

export type ExpandText = (text: string) => Expansion

export const noExpansion: ExpandText = () => ({ concepts: [], words: [] })

/** Every other text the operand is found by, concepts as the words that stand for them. */
export function expandedTexts(text: string, expand: ExpandText): string[] {
  const { concepts, words } = expand(text)
  return [...concepts.map(conceptWord), ...words]
}
