/** What a searched word or phrase stands for besides itself. */
export interface Expansion {
  /** As in `searchConcepts`. */
  concepts: string[]
  /** Other words and phrases for the same; `стем*` is any word that begins so. */
  words: string[]
}

export type ExpandText = (text: string) => Expansion

export const noExpansion: ExpandText = () => ({ concepts: [], words: [] })
