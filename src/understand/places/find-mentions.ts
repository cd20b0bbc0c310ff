import { findFurniture } from '../furniture.ts'
import type { Hit } from '../lexicon/lexicon.ts'
import type { Sentences } from '../sentences.ts'
import type { Token } from '../tokens.ts'
import { findPlaceWords, findSenses, type PlaceSense } from './gazetteer.ts'
import type { PlaceMention } from './mention.ts'
import { type PlaceWords, placeWords, weigh } from './weigh.ts'

/** Words between a region's name and the noun that makes it one: «Павлодарской и Карагандинской областях». */
const nounAfter = 4
const nounBefore = 2
const strength = {
  REGION: 2,
  REGION_WITH_NOUN: 2,
  COUNTRY: 1.5,
  PEOPLE: 0.8,
  SIGN: 2,
  TOWN: 1.5,
  ELSEWHERE: 0.8,
  ABROAD: 1.2,
}
/** Towns are named more loosely than regions: «в бакинском посёлке» lies in Absheron. */
/** Foreign places are named lightly, unless something is said to be there. */
const happensAbroad = 2
const vagueTown = 0.95
const vagueAdjective = 0.45
const conjunctions = new Set(['и', 'and', 'və', 'va', 'ва', 'және', 'мен', 'жана', 'менен', 'we'])
/** Adjectives of towns are printed small in Russian: «в душанбинском такси». */
const adjective = /ск(ий|ая|ое|ие|ого|ой|ому|им|ом|ую|их|ими)$/

/** Places the tokens name, in order, the longest name at each place. */
export function findMentions(tokens: Token[], sentences: Sentences, language?: string): PlaceMention[] {
  const words = placeWords(findPlaceWords(tokens), language)
  const isFurniture = findFurniture(tokens, sentences)
  const found: PlaceMention[] = []
  let past = 0
  for (const [from, hits] of Map.groupBy(findSenses(tokens), (hit) => hit.from)) {
    if (from < past || isFurniture(from)) continue
    const hit = sensible(tokens, sentences, words, hits)
    if (!hit) continue
    found.push(joined(tokens, mentionOf(tokens, sentences, words, hit), found.at(-1)))
    past = hit.to
  }
  return found
}

/** «в Бишкеке и Чуйской области»: what is said of the first holds for the second. */
function joined(tokens: Token[], mention: PlaceMention, last: PlaceMention | undefined): PlaceMention {
  const and = last?.to === mention.from - 1 && conjunctions.has(tokens[mention.from - 1]!.lower)
  return and && last.weight >= 1 ? { ...mention, weight: Math.max(mention.weight, last.weight) } : mention
}

/** The first sense, longest words first, that the words beside it allow; a region with its noun before all. */
function sensible(tokens: Token[], sentences: Sentences, words: PlaceWords, hits: Hit<PlaceSense>[]) {
  const printed = hits.filter((hit) => printsName(tokens[hit.from]!, hit))
  const withNoun = printed.find(
    (hit) => hit.value.kind === 'REGION_WITH_NOUN' && hasNoun(tokens, sentences, words, hit),
  )
  return withNoun ?? printed.find((hit) => hit.value.kind !== 'REGION_WITH_NOUN') ?? null
}

function printsName(token: Token, { value }: Hit<PlaceSense>): boolean {
  if (value.kind === 'SIGN' || value.kind === 'PEOPLE') return true
  const capital = token.text[0] !== token.text[0]!.toLowerCase()
  if (capital)
    return token.text.length > 2 || token.text === token.text.toUpperCase() || value.kind !== 'COUNTRY'
  if (value.kind === 'COUNTRY' || value.kind === 'ELSEWHERE') return token.text.length > 4
  return adjective.test(token.lower) && token.text.length > 7
}

function hasNoun(
  tokens: Token[],
  { sentence }: Sentences,
  words: PlaceWords,
  { from, to }: Hit<PlaceSense>,
): boolean {
  for (let i = to; i < to + nounAfter && sentence[i] === sentence[from]; i++) {
    if (words.at(i, 'REGION_NOUN')) return true
    if (tokens[i]?.text === '.' || tokens[i]?.text === ',') break
  }
  for (let i = from - 1; i >= from - nounBefore && i >= 0 && sentence[i] === sentence[from]; i--) {
    if (words.at(i, 'REGION_NOUN')) return true
    if (tokens[i]!.kind === 'mark') break
  }
  return false
}

function mentionOf(
  tokens: Token[],
  sentences: Sentences,
  words: PlaceWords,
  hit: Hit<PlaceSense>,
): PlaceMention {
  const { value, from, to } = hit
  const region = 'region' in value ? value.region : null
  const country = 'region' in value ? value.region.country : value.country
  const small = tokens[from]!.text[0] === tokens[from]!.lower[0]
  const vague = region?.city ? (small ? vagueAdjective : vagueTown) : 1
  const weighed = weigh(tokens, sentences, words, { from, to, kind: value.kind })
  const abroad = value.kind === 'ELSEWHERE' && weighed >= happensAbroad
  const weight = vague * (abroad ? strength.ABROAD : strength[value.kind]) * weighed
  return { country, region, weight, from, to, kind: value.kind }
}
