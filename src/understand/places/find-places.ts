import type { PlaceFinding } from '../../model/understanding.ts'
import { splitSentences } from '../sentences.ts'
import { type Token, tokenize } from '../tokens.ts'
import { findMentions } from './find-mentions.ts'
import { countryNames, findPlaceWords, type Region, regionsByCode } from './gazetteer.ts'
import type { PlaceMention } from './mention.ts'

export interface PlaceContext {
  /** ISO 639-1 */
  language?: string
  /** State of the source; decides only between equals. */
  sourceCountry?: string
  title?: string
  /** Tokens of the same text, where they are at hand. */
  tokens?: Token[]
}

export interface Places {
  places: PlaceFinding[]
  /** Where it happened; null where the text does not tell, or it was no single one of the seven states. */
  country: string | null
  /** Main first-level region, ISO 3166-2. */
  region: string | null
  /** Every place named in the text, in order. */
  mentions: PlaceMention[]
  /** Number of the sentence of each token. */
  sentence: ArrayLike<number>
}

/** A text in a state's own language speaks of that state unless it says otherwise. */
const homeOf: Record<string, string> = { kk: 'KZ', ky: 'KG', az: 'AZ', uz: 'UZ', tg: 'TJ', tk: 'TM' }
const capitals: Record<string, string> = {
  AZ: 'AZ-BA',
  KG: 'KG-GB',
  KZ: 'KZ-71',
  RU: 'RU-MOW',
  TJ: 'TJ-DU',
  TM: 'TM-S',
  UZ: 'UZ-TK',
}
const homeWeight = 3
const abroadWeight = 0.5
const sourceWeight = 0.5
/** A later mention says less than the first ones; so far in, it says nothing. */
const fading = 0.9
/** A report says first where it happened; the rest is background. */
const leading = 1.3
const least = 0.25
const leastRegion = 0.8
const statesOfABody = 2
const happens = 2
/** A region or town something is said to be in weighs more than one that is only named. */
const leastVenue = 3
/** Tokens in which a report says whose it is; a body named later only took part. */
const opening = 40

/** Where it happened: country and first-level region, and every place named on the way. */
export function findPlaces(text: string, context: PlaceContext = {}): Places {
  const tokens = context.tokens ?? tokenize(text)
  const sentences = splitSentences(tokens)
  const mentions = findMentions(tokens, sentences, context.language)
  const titled = context.title ? titleMentions(context.title, context.language) : []
  const country = countryOf(tokens, [...titled, ...mentions], context)
  const region =
    country === null
      ? venue(tokens, mentions)
      : (mainRegion([...titled, ...mentions], country) ?? capitalOf(tokens, country))
  return {
    places: placesOf(text, tokens, mentions, country),
    country,
    region: region?.code ?? null,
    mentions,
    sentence: sentences.sentence,
  }
}

function titleMentions(title: string, language?: string): PlaceMention[] {
  const tokens = tokenize(title)
  return findMentions(tokens, splitSentences(tokens), language)
}

function countryOf(tokens: Token[], mentions: readonly PlaceMention[], context: PlaceContext): string | null {
  const scores = new Map<string, number>()
  const add = (country: string, weight: number) => scores.set(country, (scores.get(country) ?? 0) + weight)
  const first = mentions.findIndex(({ weight, kind }) => weight >= happens && kind !== 'SIGN')
  mentions.forEach(({ country, weight }, i) => {
    add(country, weight * fading ** i * (i === first ? leading : 1))
  })
  const home = homeOf[context.language ?? '']
  if (home) add(home, isAbroad(mentions, home) ? abroadWeight : homeWeight)
  if (context.sourceCountry && scores.has(context.sourceCountry)) add(context.sourceCountry, sourceWeight)
  const [best] = [...scores].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < least || !countryNames.has(best[0])) return null
  return speaksOfABody(tokens) && !aloneNamed(mentions, best[0]) ? null : best[0]
}

/** Something is said to be in a foreign place, and of the state itself nothing is said. */
function isAbroad(mentions: readonly PlaceMention[], home: string): boolean {
  const foreign = mentions.some(
    ({ country, weight }) => country !== home && !countryNames.has(country) && weight >= happens,
  )
  return (
    foreign &&
    !mentions.some(
      ({ country, weight, kind }) => country === home && (weight >= leastRegion || kind === 'COUNTRY'),
    )
  )
}

function speaksOfABody(tokens: Token[]): boolean {
  return findPlaceWords(tokens).some(({ value, to }) => value === 'REGIONAL_BODY' && to <= opening)
}

/**
 * A report of a regional body is of no single state, unless one alone is named, and for more than its towns,
 * where such a body meets.
 */
function aloneNamed(mentions: readonly PlaceMention[], country: string): boolean {
  const weighty = mentions.filter(({ weight }) => weight >= least)
  const states = new Set(weighty.map((mention) => mention.country).filter((code) => countryNames.has(code)))
  const named = weighty.filter(
    ({ kind, region }) => kind === 'COUNTRY' || kind === 'SIGN' || (region && !region.city),
  )
  return (
    states.size < statesOfABody &&
    named.some(({ weight }) => weight >= happens) &&
    named.every((mention) => mention.country === country)
  )
}

/** «в одном из районов столицы» */
function capitalOf(tokens: Token[], country: string): Region | null {
  const named = findPlaceWords(tokens).some((hit) => hit.value === 'CAPITAL')
  return named ? (regionsByCode.get(capitals[country] ?? '') ?? null) : null
}

/** A regional body's meeting is of no one state, and yet was held somewhere. */
function venue(tokens: Token[], mentions: readonly PlaceMention[]): Region | null {
  const [first] = mentions.filter(
    ({ region, weight, from }) => region && from < opening && weight > leastVenue,
  )
  return speaksOfABody(tokens) ? (first?.region ?? null) : null
}

function mainRegion(mentions: readonly PlaceMention[], country: string): Region | null {
  const scores = new Map<Region, number>()
  for (const { region, weight } of mentions)
    if (region?.country === country)
      scores.set(region, Math.max(scores.get(region) ?? 0, weight) + (scores.has(region) ? weight / 4 : 0))
  const [best] = [...scores].sort((a, b) => b[1] - a[1])
  return best && best[1] >= leastRegion ? best[0] : null
}

function placesOf(
  text: string,
  tokens: readonly Token[],
  mentions: readonly PlaceMention[],
  country: string | null,
): PlaceFinding[] {
  const named = Map.groupBy(
    mentions.filter(worthNaming),
    (mention) => mention.region?.code ?? mention.country,
  )
  return [...named.values()].map((same) => {
    const best = same.reduce((a, b) => (b.weight > a.weight ? b : a))
    const start = tokens[best.from]!.start
    const end = tokens[best.to - 1]!.end
    return {
      country: best.country,
      region: best.region?.code ?? null,
      name: best.region?.name ?? countryNames.get(best.country) ?? best.country,
      latitude: best.region?.latitude ?? null,
      longitude: best.region?.longitude ?? null,
      happenedHere: best.country === country && best.weight >= happens,
      evidence: { text: text.slice(start, end), start, end },
    }
  })
}

/** A sign such as a currency names no place. */
function worthNaming({ country, kind }: PlaceMention): boolean {
  return country !== 'EU' && kind !== 'SIGN' && kind !== 'PEOPLE'
}
