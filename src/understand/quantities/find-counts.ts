import type { QuantityKind } from '../../model/understanding.ts'
import data from '../data/counted-nouns.json' with { type: 'json' }
import { yearWords } from '../dates/date-words.ts'
import { createLexicon, type Hit, type Term } from '../lexicon/lexicon.ts'
import type { Token } from '../tokens.ts'
import { findAgedPeople } from './find-aged-people.ts'
import type { Mention } from './mention.ts'
import { mergePeople } from './merge-people.ts'
import { numberAt, type ReadNumber } from './number-at.ts'
import type { Text } from './prepare.ts'
import { qualifierOf } from './qualifier.ts'
import { unitAt } from './unit-at.ts'

type Counted = Exclude<QuantityKind, 'MASS'>

const lexicon = createLexicon<Counted>([...terms()])
/** Tokens between a number and what it counts: «5122 ədəd ekstazi və metadon həbi» needs five. */
const reach: Record<Counted, number> = {
  TABLETS: 6,
  PLANTS: 6,
  LABORATORIES: 4,
  WEBSITES_BLOCKED: 3,
  CRIMES: 4,
  PERSONS_DETAINED: 3,
}
const farthest = Math.max(...Object.values(reach))
/** Tokens round a plant in which its kind is named. */
const plantNamedWithin = 8
/** People counted by one word: «двоих», «экөө». */
const together = createLexicon<string>(
  Object.entries(data.TOGETHER).flatMap(([count, words]) =>
    words.map((pattern) => ({ pattern, value: count })),
  ),
)
const detainedWithin = 6
const clauseWithin = 12
const style = { commaGroups: true, dotGroups: true }
const largest = 1_000_000_000

function* terms(): Generator<Term<Counted>> {
  for (const [kind, patterns] of Object.entries(data))
    if (Array.isArray(patterns)) for (const pattern of patterns) yield { pattern, value: kind as Counted }
}

/** Every count of tablets, plants, laboratories, sites, crimes and detained people; `taken` tokens are masses. */
export function findCounts(text: Text, taken: ReadonlySet<number>): Mention[] {
  if (text.terms.length === 0) return []
  const nouns = Map.groupBy(lexicon(text.tokens), (hit) => hit.from)
  const people = new Map(together(text.tokens).map((hit) => [hit.from, hit]))
  const found: Mention[] = []
  for (let index = 0; index < text.tokens.length; ) {
    const read = taken.has(index) ? null : countAt(text, index)
    const noun = read && nounAfter(text, read, nouns, taken)
    const several = noun ? undefined : people.get(index)
    if (read && noun) found.push(mention(text, read, noun))
    else if (several && nearDetained(text, several) && !harmed(text, several.from))
      found.push(
        mention(
          text,
          { value: Number(several.value), first: index, next: several.to },
          { ...several, value: 'PERSONS_DETAINED' },
        ),
      )
    index = read && noun ? noun.to : several ? Math.max(several.to, index + 1) : index + 1
  }
  return [...mergePeople(text, found), ...findAgedPeople(text, found)]
}

/** «четверо убиты, двое задержаны» */
function harmed({ tokens, sentence, cues }: Text, at: number): boolean {
  const open = (i: number) => sentence[i] === sentence[at] && !/^[,;:()]$/.test(tokens[i]?.text ?? ',')
  let end = at
  while (end - at < clauseWithin && open(end)) end++
  return cues.within('HARMED', at, end) && !cues.within('DETAINED', at, end)
}

/** «задержали двоих», «иккаласи ҳам қўлга олинди» */
function nearDetained({ cues, sentence }: Text, { from, to }: Hit<string>): boolean {
  const within = (at: number) => sentence[at] === sentence[from]
  const cue = cues.next('DETAINED', from - detainedWithin)
  return cue !== undefined && cue < to + detainedWithin && within(cue)
}

function mention(text: Text, read: Omit<ReadNumber, 'worded'>, noun: Hit<Counted>): Mention {
  const { qualifier, from } = qualifierOf(text, { first: read.first, next: read.next, ending: null })
  const { value, first } = read
  return { kind: noun.value, value, grams: null, qualifier, first, next: noun.to, from, to: noun.to }
}

function countAt({ tokens, words }: Text, index: number): ReadNumber | null {
  const token = tokens[index]!
  const before = tokens[index - 1]?.text ?? ''
  if (before === '№' || (token.glued && /^[-.,:/]$/.test(before)) || /^(a|an)$/.test(token.lower)) return null
  const read = numberAt(tokens, index, words, style)
  if (!read || read.value > largest || read.value < (read.worded ? 2 : 1) || !Number.isInteger(read.value))
    return null
  return isAgeOrYear(tokens, read.next) ? null : read
}

/** «75-летний», «32 жастағы», «1961 года» */
function isAgeOrYear(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.text === '-' ? tokens[index + 1] : tokens[index]
  return (
    /^(лет|год|жас|жаш|yaş|yosh|ёш|еш|сола|ýaş|year|old)/.test(word?.lower ?? '') ||
    yearWords.has(word?.lower ?? '')
  )
}

function nounAfter(
  text: Text,
  read: ReadNumber,
  nouns: ReadonlyMap<number, Hit<Counted>[]>,
  taken: ReadonlySet<number>,
): Hit<Counted> | null {
  const { tokens, sentence } = text
  if (unitAt(tokens, read.next)) return null
  for (let at = read.next; at < read.next + farthest && at < tokens.length; at++) {
    const token = tokens[at]!
    if (sentence[at] !== sentence[read.first] || taken.has(at) || token.kind === 'number') return null
    if (/^[,;:()]$/.test(token.text)) return null
    const hit = nouns.get(at)?.find((noun) => at < read.next + reach[noun.value] && fits(text, noun))
    if (hit) return hit
    if (nouns.get(at)?.some((noun) => noun.value === 'PERSONS_DETAINED')) return null
  }
  return null
}

function fits(text: Text, { value, from }: Hit<Counted>): boolean {
  if (value === 'PLANTS') return termNear(text, from)
  if (value === 'PERSONS_DETAINED')
    return text.cues.within('DETAINED', ...text.span(text.sentence[from]!)) && !harmed(text, from)
  return true
}

function termNear({ termFrom }: Text, at: number): boolean {
  for (let i = at - plantNamedWithin; i <= at + plantNamedWithin; i++) if (termFrom.has(i)) return true
  return false
}
