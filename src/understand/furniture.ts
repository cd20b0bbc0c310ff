import data from './data/furniture.json' with { type: 'json' }
import { createLexicon } from './lexicon/lexicon.ts'
import type { Sentences } from './sentences.ts'
import type { Token } from './tokens.ts'

const openings = createLexicon<true>(data.openings.map((pattern) => ({ pattern, value: true })))
/** Past this share of a page a heading such as «Read also» opens its end, not a line. */
const tail = 0.5

/** Tells tokens of other headlines, tickers and partners' news from those of the report. */
export function findFurniture(tokens: Token[], { paragraph }: Sentences): (index: number) => boolean {
  const lines = new Set<number>()
  let end = tokens.length
  for (const { from } of openings(tokens)) {
    if (!opensParagraph(tokens, paragraph, from)) continue
    lines.add(paragraph[from]!)
    if (from > tokens.length * tail) end = Math.min(end, from)
  }
  return (index) => index >= end || lines.has(paragraph[index]!)
}

function opensParagraph(tokens: readonly Token[], paragraph: Uint32Array, index: number): boolean {
  for (let i = index - 1; i >= 0 && paragraph[i] === paragraph[index]; i--)
    if (tokens[i]!.kind !== 'mark' && tokens[i]!.kind !== 'break') return false
  return true
}
