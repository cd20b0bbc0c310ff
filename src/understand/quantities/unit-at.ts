import data from '../data/units.json' with { type: 'json' }
import { createStems } from '../lexicon/stems.ts'
import type { Token } from '../tokens.ts'

export type Ending = 'ablative' | 'dative' | 'other' | null

export interface ReadUnit {
  /** Grams in one. */
  grams: number
  /** One letter, so easily something else: «г», «т», «q». */
  short: boolean
  ending: Ending
  first: number
  next: number
}

const symbols = new Map(data.units.flatMap(({ grams, symbols }) => symbols.map((symbol) => [symbol, grams])))
const stems = new Map(data.units.flatMap(({ grams, stems }) => stems.map((stem) => [stem, grams])))
const endings = new Set(data.endings)
const ablative = new Set(data.ablative)
const dative = new Set(data.dative)
/** Symbols of one letter take an ending only after a hyphen or dot. */
const longSymbols = [...symbols].filter(([symbol]) => symbol.length > 1)
const stemmed = createStems(new Map([...longSymbols, ...stems]), {
  endings,
  longestEnding: 6,
  shortestStem: 1,
})
/** Most words are no units, and their first letter tells. */
const beginnings = new Set([...symbols.keys(), ...stems.keys()].map((unit) => unit[0]))

/** The unit of mass at `index` with the case ending it carries: «кг», «кг-дан», «kg.dan», «kilogramdan», «тоннаю». */
export function unitAt(tokens: readonly Token[], index: number): ReadUnit | null {
  const token = tokens[index]
  if (token?.kind !== 'word' || !beginnings.has(token.lower[0])) return null
  const apostrophe = token.lower.indexOf("'")
  const word = apostrophe < 0 ? token.lower : token.lower.slice(0, apostrophe)
  const attached = apostrophe < 0 ? undefined : token.lower.slice(apostrophe + 1).split("'")[0]!
  const symbol = symbols.get(word)
  if (symbol !== undefined) return withEnding(tokens, index, symbol, attached)
  const long = stemmed(token.lower)
  if (!long) return null
  const ending = long.ending ? endingOf(long.ending) : null
  return { grams: long.value, ending, short: false, first: index, next: index + 1 }
}

function withEnding(
  tokens: readonly Token[],
  index: number,
  grams: number,
  attached: string | undefined,
): ReadUnit | null {
  if (attached !== undefined && !endings.has(attached)) return null
  const short = tokens[index]!.text.length === 1
  const unit = { grams, short, first: index }
  if (attached) return { ...unit, ending: endingOf(attached), next: index + 1 }
  const sign = tokens[index + 1]
  if (!sign?.glued || !/^[-‐–.]$/.test(sign.text)) return { ...unit, ending: null, next: index + 1 }
  const suffix = tokens[index + 2]
  if (suffix?.glued && suffix.kind === 'word' && endings.has(suffix.lower))
    return { ...unit, ending: endingOf(suffix.lower), next: index + 3 }
  return { ...unit, ending: null, next: sign.text === '.' ? index + 2 : index + 1 }
}

function endingOf(suffix: string): Ending {
  if (ablative.has(suffix)) return 'ablative'
  return dative.has(suffix) ? 'dative' : 'other'
}
