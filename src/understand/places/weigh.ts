import type { Hit } from '../lexicon/lexicon.ts'
import type { Sentences } from '../sentences.ts'
import type { Token } from '../tokens.ts'
import { endings, type findPlaceWords, type PlaceSense } from './gazetteer.ts'

type Word = ReturnType<typeof findPlaceWords>[number]['value']

export interface PlaceWords {
  at(index: number, word: Word): boolean
  endingAt(index: number, word: Word): boolean
  /** Cases are endings in the language, as they are in the Turkic ones. */
  inflects: boolean
}

const genitive =
  /(ның|нің|тың|тің|дың|дің|нын|нин|нун|нүн|тын|тин|тун|түн|дын|дин|дун|дүн|нинг|ning|nın|nin|nun|nün|ın|in|un|ün|nyň|niň|yň|iň|uň|üň)$/
/** Names of the second declension as they stand in a dictionary. */
const bareName = /(стан|бад|град|город|бург|кент|ск|цк|шкек|амбул|иран|китай|джан)$/
const turkic = new Set(['kk', 'ky', 'az', 'uz', 'tk'])

export function placeWords(hits: readonly Hit<Word>[], language: string | undefined): PlaceWords {
  const starts = new Set(hits.map((hit) => `${hit.value}${hit.from}`))
  const ends = new Set(hits.map((hit) => `${hit.value}${hit.to}`))
  return {
    at: (index, word) => starts.has(`${word}${index}`),
    endingAt: (index, word) => ends.has(`${word}${index}`),
    inflects: turkic.has(language ?? ''),
  }
}

interface Named {
  from: number
  to: number
  kind: PlaceSense['kind']
}

const there = 2
const named = 1
const passing = 0.2
const residence = 0.1
const residenceWithin = 4
const dateline = 0.15
/** Tokens a line of dates, weather and authors has at most. */
const furniture = 14

/** How far the words round a place say that something happened there: 2 there, 1 named, less for homes, routes and datelines. */
export function weigh(tokens: Token[], sentences: Sentences, words: PlaceWords, place: Named): number {
  if (place.kind === 'SIGN') return named
  if (place.kind === 'PEOPLE') return 0.5
  if (place.kind === 'ELSEWHERE' && /(ian|ese|ish|ец|цы|нец)$/.test(tokens[place.to - 1]!.lower))
    return passing
  if (isDateline(tokens, sentences, place) || isQuoted(tokens, place))
    return place.kind === 'REGION' ? dateline : passing
  if (words.endingAt(place.from, 'ENTRY')) return there
  if (isResidence(tokens, words, place)) return residence
  if (isRoute(tokens, place) || isAccusative(tokens, place) || isDirection(tokens, place)) return passing
  if (words.endingAt(place.from, 'FROM')) return passing
  if (words.endingAt(place.from, 'TO')) return isPrepositional(tokens, place) ? there : passing
  if (words.inflects && nounInside(tokens, place)) return there
  if (words.inflects && hasEnding(tokens, place, endings.ablative)) return passing
  if (words.endingAt(place.from, 'IN') || isAgency(words, place)) return there
  if (
    words.inflects &&
    (hasEnding(tokens, place, endings.locative) || nounInside(tokens, place) || nounFurther(tokens, place))
  )
    return there
  if (words.inflects && hasEnding(tokens, place, endings.dative)) return named / 2
  return named
}

/** «Таджикские полицейские», «Kazakhstan's Interior Ministry»: who acts, acts at home. */
function isAgency(words: PlaceWords, { to, kind }: Named): boolean {
  if (kind !== 'COUNTRY') return false
  return words.at(to, 'AGENCY') || words.at(to + 1, 'AGENCY')
}

/** «Moskva-Bakı reysi», «трасса Павлодар — Омск» */
function isRoute(tokens: Token[], { from, to }: Named): boolean {
  const before = /^[-–—]$/.test(tokens[from - 1]?.text ?? '') && startsUpper(tokens[from - 2])
  const after = /^[-–—]$/.test(tokens[to]?.text ?? '') && startsUpper(tokens[to + 1])
  return before || after
}

function startsUpper(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.text[0] !== token.text[0]!.toLowerCase()
}

/** «Aşgabadyň Howdan massiwindäki», «Тошкентнинг Яшнобод туманида»: so far to a noun that carries the case. */
const nounWithin = 3

function nounFurther(tokens: Token[], { from, to, kind }: Named): boolean {
  if (kind === 'REGION_WITH_NOUN' || !genitive.test(tokens[to - 1]!.lower)) return false
  for (let i = to; i < to + nounWithin; i++) {
    const token = tokens[i]
    if (token?.kind !== 'word') return false
    if (i > to && !startsUpper(token)) return endsIn(token.lower, endings.locative)
    if (!startsUpper(token)) return endsIn(token.lower, endings.locative) && from >= 0
  }
  return false
}

/** «Нью-Дели аэропортунда»: the noun after the name carries its case. */
function nounInside(tokens: Token[], { to }: Named): boolean {
  const noun = tokens[to]
  return noun?.kind === 'word' && !startsUpper(noun) && endsIn(noun.lower, endings.locative)
}

/** «МОСКВА, 8 ноя», «DUSHANBE, May 21.», «ALMATY (…)»: where the news was filed. A line of a few words is furniture. */
function isDateline(tokens: Token[], { paragraph, sentence }: Sentences, { from, to }: Named): boolean {
  const before = tokens[from - 1]
  const opens = !before || before.kind === 'break' || paragraph[from] !== paragraph[from - 1]
  const name = tokens.slice(from, to)
  const letters = name.reduce((sum, { text }) => sum + text.length, 0)
  const shouts = letters > 3 && name.every(({ text }) => text === text.toUpperCase())
  const after = tokens[to]
  if (opens && after && /^[,(/–—.-]$/.test(after.text) && (shouts || dateFollows(tokens, to))) return true
  let first = from
  while (first > 0 && from - first < furniture && paragraph[first - 1] === paragraph[from]) first--
  let last = to
  while (last < tokens.length && last - to < furniture && paragraph[last] === paragraph[from]) last++
  return (
    last - first < furniture &&
    sentence[last - 1] === sentence[first] &&
    tokens[last - 1]!.text !== '.' &&
    tokens.length > 30
  )
}

function dateFollows(tokens: Token[], index: number): boolean {
  return tokens.slice(index + 1, index + 6).some((token) => token.kind === 'number')
}

/** «Тошкент» in quotes names a channel, a shop, a team. */
function isQuoted(tokens: Token[], { from, to }: Named): boolean {
  return /^["«“„]$/.test(tokens[from - 1]?.text ?? '') && /^["»”“]$/.test(tokens[to]?.text ?? '')
}

/** «жителя Павлодарской области», «resident of Osh»; after the name in Turkic: «Өскеменнің 32 жастағы тұрғыны». */
function isResidence(tokens: Token[], words: PlaceWords, { from, to }: Named): boolean {
  for (let i = from - 1; i >= from - residenceWithin && i >= 0; i--) {
    if (words.at(i, 'RESIDENCE')) return true
    if (tokens[i]!.kind === 'mark') break
  }
  const inside = words.inflects && endsIn(tokens[to - 1]!.lower, endings.locative)
  for (let i = to; i < to + (words.inflects && !inside ? residenceWithin : 1); i++) {
    if (words.at(i, 'RESIDENCE'))
      return !inside || !/^(sakin|жаран|азамат|fuqaro|фуқаро|vətəndaş|raýat)/.test(tokens[i]!.lower)
    if (tokens[i]?.kind === 'mark' && tokens[i]!.text !== '-') break
  }
  return false
}

/** The case ending of the last word of the name, or of the noun after it: «Ақтөбе облысында». */
function hasEnding(tokens: Token[], { to, kind }: Named, set: ReadonlySet<string>): boolean {
  const last = kind === 'REGION_WITH_NOUN' ? (tokens[to]?.lower ?? '') : tokens[to - 1]!.lower
  return endsIn(last, set)
}

function endsIn(word: string, set: ReadonlySet<string>): boolean {
  for (let length = 2; length <= 4; length++)
    if (word.length - length >= 3 && set.has(word.slice(-length))) return true
  return false
}

/** «везли в душанбинском такси» */
function isPrepositional(tokens: Token[], { from }: Named): boolean {
  return tokens[from - 1]?.lower === 'в' && /(ом|ем|ой|ых|их)$/.test(tokens[from]!.lower)
}

/** «вёз в Карагандинскую область» */
function isAccusative(tokens: Token[], { from }: Named): boolean {
  return /((ск|цк)ую|ию)$/.test(tokens[from]!.lower)
}

const arrival = /^(приех|прибы|прилет|приезж|приезд|визит|въезжа|съеха)/

/** «следовал в Казахстан», «рейс в Екатеринбург»: «в» with the bare name is a way there, unless someone has arrived. */
function isDirection(tokens: Token[], { from, to }: Named): boolean {
  if (to - from !== 1 || !/^(в|на)$/.test(tokens[from - 1]?.lower ?? '')) return false
  return bareName.test(tokens[from]!.lower) && !arrival.test(tokens[from - 2]?.lower ?? '')
}
