import { findFurniture } from '../furniture.ts'
import type { Hit } from '../lexicon/lexicon.ts'
import { type Sentences, splitSentences } from '../sentences.ts'
import { findTerms } from '../substances/find-terms.ts'
import { type Token, tokenize } from '../tokens.ts'
import { type Cues, findCues } from './cues.ts'
import type { Reading as NumberReading } from './measure-at.ts'
import { numberWords } from './number-words.ts'
import { unitAt } from './unit-at.ts'

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
    style: { commaGroups: english && !printsDecimalComma(tokens), dotGroups: printsDottedThousands(tokens) },
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

/** «5.412 дел», «1.610 капсул»: things are counted whole, so in this text a dot groups thousands. */
function printsDottedThousands(tokens: Token[]): boolean {
  let grouped = false
  for (let i = 1; i < tokens.length - 2; i++) {
    if (tokens[i]!.text !== '.' || !tokens[i]!.glued || tokens[i - 1]!.kind !== 'number') continue
    const [fraction, next] = [tokens[i + 1]!, tokens[i + 2]!]
    if (fraction.kind !== 'number' || !fraction.glued || (i > 1 && tokens[i - 1]!.glued)) continue
    const weighed = unitAt(tokens, i + 2) !== null
    if (fraction.text.length < 3 && weighed) return false
    const whole = tokens[i - 1]!.text
    const group = fraction.text.length === 3 && whole.length <= 3 && !whole.startsWith('0')
    if (group && !weighed && next.kind === 'word' && !next.glued && !isMultiplier(next)) grouped = true
  }
  return grouped
}

/** «1.234 млн» */
function isMultiplier({ lower }: Token): boolean {
  return /^(млн|mln|млрд|mlrd|тыс|million|миллион|billion|миллиард|milyon|milyard)/.test(lower)
}
