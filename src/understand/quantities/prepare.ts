import { findFurniture } from '../furniture.ts'
import type { Hit } from '../lexicon/lexicon.ts'
import { type Sentences, splitSentences } from '../sentences.ts'
import { findTerms } from '../substances/find-terms.ts'
import { type Token, tokenize } from '../tokens.ts'
import { type Cues, findCues } from './cues.ts'
import type { Reading as NumberReading } from './measure-at.ts'
import { numberWords } from './number-words.ts'

/** A text prepared for reading amounts: everything later steps look up. */
export interface Text extends NumberReading, Sentences {
  source: string
  tokens: Token[]
  language: string | undefined
  cues: Cues
  /** Tokens of other headlines and tickers. */
  isFurniture(index: number): boolean
  terms: Hit<string>[]
  termFrom: ReadonlyMap<number, Hit<string>>
  termTo: ReadonlyMap<number, Hit<string>>
}

export function prepare(source: string, language?: string, tokens = tokenize(source)): Text {
  const named = new Set<number>()
  const all = findTerms(tokens, language)
  for (const term of all) if (term.value !== 'drugs_unspecified') named.add(term.start)
  const sentences = splitSentences(tokens, (token) => named.has(token.start))
  const isFurniture = findFurniture(tokens, sentences)
  const terms = all.filter((term) => !isFurniture(term.from))
  const english = language === 'en'
  return {
    source,
    tokens,
    isFurniture,
    language,
    ...sentences,
    cues: findCues(tokens),
    terms,
    termFrom: new Map(terms.map((hit) => [hit.from, hit])),
    termTo: new Map(terms.map((hit) => [hit.to, hit])),
    words: numberWords(language),
    english,
    style: { commaGroups: english && !printsDecimalComma(tokens), dotGroups: false },
  }
}

/** Some English pages keep the decimal comma: «58,8 kg» shows that «4,662 tonnes» is no thousands. */
function printsDecimalComma(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    if (token.text !== ',' || !token.glued || tokens[i - 1]?.kind !== 'number') return false
    const fraction = tokens[i + 1]
    if (fraction?.kind !== 'number' || !fraction.glued) return false
    const whole = tokens[i - 1]!.text
    return (fraction.text.length !== 3 || whole === '0') && !tokens[i + 2]?.text.startsWith(',')
  })
}
