import { lowerBound } from '../lower-bound.ts'
import type { Mention } from './mention.ts'
import { conjunctions, type Naming, namingFrom, namingTo } from './name-substance.ts'
import type { Text } from './prepare.ts'

/** What an amount is of, and how it was told. */
export interface Attribution {
  concept: string
  /** Evidence reaches to here when the substance stands right after the amount. */
  next: number
  how: 'AFTER' | 'BEFORE' | 'SENTENCE' | 'NEARBY'
}

const generic = 'drugs_unspecified'
const farthestAfter = 7
const farthestBefore = 12
const close = 2
/** Sentences looked through before and after one that names no substance. */
const sentencesBack = 4
const sentencesOn = 3
/** However long the sentences. */
const farthestTokens = 100
/** Words that make a bare weight one of drugs. */
const drugCues = ['WEIGHT', 'FORM', 'SEIZED', 'DESTROYED', 'FIGURE', 'PARTS', 'PREVIOUS_PERIOD'] as const

interface Near {
  naming: Naming
  /** Words between it and the amount. */
  distance: number
}

/** The substance an amount is of: named after it, before it, in its sentence, or near by. Null when it is of something else. */
export function attributeSubstance(
  text: Text,
  mention: Mention,
  taken: ReadonlyMap<number, Mention>,
): Attribution | null {
  const after = namedAfter(text, mention, taken)
  if (after === 'OTHER_GOODS') return null
  const before = namedBefore(text, mention, taken)
  const best = closer(after, before)
  if (best) {
    const how = best === after ? 'AFTER' : 'BEFORE'
    return { concept: best.naming.concept, next: how === 'AFTER' ? best.naming.to : mention.to, how }
  }
  if (otherGoodsBefore(text, mention)) return null
  return inSentence(text, mention, taken) ?? nearBy(text, mention)
}

function closer(after: Near | null, before: Near | null): Near | null {
  if (!after || !before) return after ?? before
  if (after.distance <= close && after.distance <= before.distance + 1) return after
  return before.distance <= after.distance ? before : after
}

function namedAfter(
  text: Text,
  { to, first }: Mention,
  taken: ReadonlyMap<number, Mention>,
): Near | 'OTHER_GOODS' | null {
  const { tokens, sentence, cues } = text
  let distance = 0
  for (let i = to; i < tokens.length && distance <= farthestAfter; i++) {
    const token = tokens[i]!
    if (sentence[i] !== sentence[first] || (taken.has(i) && i !== to)) return null
    const naming = namingFrom(text, i)
    if (naming) return { naming, distance }
    if (i === to && conjunctions.has(token.lower)) return null
    if (cues.startingAt(i, 'CARGO') && distance <= close) return 'OTHER_GOODS'
    if (/^[,;:)]$/.test(token.text) || (token.kind === 'number' && i > to)) return null
    if (token.kind === 'word') distance++
  }
  return null
}

function namedBefore(text: Text, { from, first }: Mention, taken: ReadonlyMap<number, Mention>): Near | null {
  const { tokens, sentence, cues } = text
  let distance = 0
  let weighed = 0
  for (let i = from; i > 0 && distance - weighed <= farthestBefore; i--) {
    if (sentence[i - 1] !== sentence[first]) return null
    const naming = namingTo(text, i)
    if (naming) return claimed(text, naming.from, taken) ? null : { naming, distance: distance - weighed }
    if (taken.has(i - 1) && taken.get(i - 1)!.kind === 'MASS') return null
    const token = tokens[i - 1]!
    if (token.text === ';') return null
    if (token.kind === 'word') distance++
    if (cues.startingAt(i - 1, 'WEIGHT')) weighed++
  }
  return null
}

/** A substance that follows another amount closely is that amount's. */
function claimed({ tokens, sentence }: Text, from: number, taken: ReadonlyMap<number, Mention>): boolean {
  let words = 0
  for (let i = from - 1; i >= 0 && words <= close && sentence[i] === sentence[from]; i--) {
    if (taken.get(i)?.kind === 'MASS') return true
    const token = tokens[i]!
    if (/^[,;:.()]$/.test(token.text) || (i === from - 1 && conjunctions.has(token.lower))) return false
    if (token.kind === 'word') words++
  }
  return false
}

/** «груз картофеля весом 20 тонн» */
function otherGoodsBefore({ cues, sentence }: Text, { from, first }: Mention): boolean {
  for (let i = from - 1; i >= 0 && i >= from - 4 && sentence[i] === sentence[first]; i--)
    if (cues.startingAt(i, 'CARGO')) return true
  return false
}

function inSentence(text: Text, mention: Mention, taken: ReadonlyMap<number, Mention>): Attribution | null {
  const [start, end] = text.span(text.sentence[mention.first]!)
  const from = Math.max(start, mention.from - farthestTokens)
  const to = Math.min(end, mention.to + farthestTokens)
  if (!drugCues.some((kind) => text.cues.within(kind, from, to))) return null
  const concept =
    byExperts(text, mention) ??
    best(conceptsIn(text, from, mention.from, taken).reverse(), conceptsIn(text, mention.to, to, taken)) ??
    sumOfParts(text, mention, to)
  return concept ? { concept, next: mention.to, how: 'SENTENCE' } : null
}

/** A figure set beside an earlier one is of what that total was of, not of its last part. */
function nearBy(text: Text, mention: Mention): Attribution | null {
  const own = text.sentence[mention.first]!
  const [from, to] = text.span(own)
  if (!drugCues.some((kind) => text.cues.within(kind, Math.max(from, mention.from - farthestTokens), to)))
    return null
  const earliest = Math.max(text.span(Math.max(0, own - sentencesBack))[0], from - farthestTokens)
  const latest = Math.min(text.span(own + sentencesOn)[1] || text.tokens.length, to + farthestTokens)
  const before = conceptsIn(text, earliest, from)
  const compares = text.cues.within('PREVIOUS_PERIOD', from, to) || text.cues.within('FIGURE', from, to)
  if (compares && before.includes(generic)) return { concept: generic, next: mention.to, how: 'NEARBY' }
  const around = best(before.reverse(), conceptsIn(text, to, latest))
  const concept = around && text.cues.within('ANOTHER_CASE', from, to) ? generic : around
  return concept ? { concept, next: mention.to, how: 'NEARBY' } : null
}

/** Nearest specific substance before, else after; else any drugs at all. */
function best(before: string[], after: string[]): string | null {
  const specific =
    before.find((concept) => concept !== generic) ?? after.find((concept) => concept !== generic)
  return specific ?? before[0] ?? after[0] ?? null
}

/** «Эксперт подтвердил: вещество — мефедрон» names what «кристаллы» were. */
function byExperts(text: Text, mention: Mention): string | null {
  if (!text.cues.within('FORM', mention.to, mention.to + close)) return null
  const [, end] = text.span(text.sentence[mention.first]! + sentencesOn - 1)
  const to = Math.min(end, mention.to + farthestTokens)
  const cue = text.cues.next('EXPERT', mention.to)
  if (cue === undefined || cue >= to) return null
  return conceptsIn(text, cue, to).find((concept) => concept !== generic) ?? null
}

/** A bare total before its parts: «240 кг: 200 кг марихуаны и 40 кг гашиша», «a ton, including 446 kg of heroin». */
function sumOfParts(text: Text, mention: Mention, to: number): string | null {
  const parts = new Set(conceptsIn(text, mention.to, to))
  const [only = null] = parts
  const some = parts.size > 1 || text.cues.within('PARTS', mention.to, to)
  return only && some ? generic : only
}

/**
 * Concepts named in the tokens `[from, to)`; what is named together counts as one.
 * Those claimed by an amount in `taken` are left out.
 */
function conceptsIn(text: Text, from: number, to: number, taken?: ReadonlyMap<number, Mention>): string[] {
  const found: string[] = []
  let past = from
  for (let i = lowerBound(text.terms, from, (term) => term.from); i < text.terms.length; i++) {
    const term = text.terms[i]!
    if (term.to > to) break
    if (term.from < past || (taken && claimed(text, term.from, taken))) continue
    const naming = namingFrom(text, term.from)!
    found.push(naming.concept)
    past = naming.to
  }
  return found
}
