import type { Evidence, Quantity, QuantityKind } from '../../model/understanding.ts'
import { type ReadDate, readDates } from '../dates/read-dates.ts'
import type { Token } from '../tokens.ts'
import { attributeSubstance } from './attribute-substance.ts'
import { findCounts } from './find-counts.ts'
import { findMasses } from './find-masses.ts'
import { findPeriods } from './find-periods.ts'
import { isAmount } from './is-amount.ts'
import { isRecipe } from './is-recipe.ts'
import { type Candidate, linkParts } from './link-parts.ts'
import type { Mention } from './mention.ts'
import { mergeRepeats } from './merge-repeats.ts'
import { reported } from './name-substance.ts'
import { prepare, type Text } from './prepare.ts'
import { refineGeneric } from './refine-generic.ts'
import { roleOf } from './role-of.ts'
import { type SumSentences, sumSentences } from './scope-of.ts'

export interface QuantityContext {
  /** ISO 639-1; unknown where absent. */
  language?: string
  /** Instant the periods of the text are relative to; without it «since the beginning of the year» has no days. */
  reference?: Date
  /** IANA zone. */
  timeZone?: string
  /** Tokens of the same text, where they are at hand. */
  tokens?: Token[]
  /** Dates of the same tokens, where they are at hand. */
  dates?: readonly ReadDate[]
}

const units: Record<QuantityKind, string> = {
  MASS: 'g',
  TABLETS: 'tablet',
  PLANTS: 'plant',
  LABORATORIES: 'laboratory',
  WEBSITES_BLOCKED: 'website',
  CRIMES: 'crime',
  PERSONS_DETAINED: 'person',
}

/** Amounts of drugs and counts a text states, in the order they stand, each with its scope, role and words. */
export function findQuantities(source: string, context: QuantityContext = {}): Quantity[] {
  const text = prepare(source, context.language, context.tokens)
  if (text.terms.length === 0 || isRecipe(text)) return []
  const masses = findMasses(text)
  const counts = findCounts(text, covered(masses))
  const mentions = [...masses, ...counts]
    .filter((mention) => !text.isFurniture(mention.first))
    .sort((a, b) => a.first - b.first)
  const stated = mergeRepeats(text, refineGeneric(text, attributed(text, mentions)))
  return stated.length === 0 ? [] : assembled(text, stated, sums(text, counts, context))
}

function attributed(text: Text, mentions: readonly Mention[]): Candidate[] {
  const taken = new Map(mentions.flatMap((mention) => span(mention).map((i) => [i, mention] as const)))
  let last: Candidate | undefined
  return mentions.flatMap((mention) => {
    if (!isAmount(text, mention)) return []
    if (last && isSetAgainst(text, mention, last.mention)) return [{ mention, concept: last.concept }]
    const attribution = attributeSubstance(text, mention, taken)
    if (!attribution) return mention.kind === 'MASS' ? [] : [{ mention, concept: null }]
    const to = attribution.how === 'AFTER' ? attribution.next : mention.to
    last = { mention: { ...mention, to }, concept: conceptOf(mention, attribution.concept) }
    return [last]
  })
}

/** «118 кг марихуаны против 402 кг в 2020»: an earlier figure is of what the later one is of. */
function isSetAgainst({ cues, sentence }: Text, { kind, from, first }: Mention, last: Mention): boolean {
  return kind === last.kind && sentence[first] === sentence[last.first] && !!cues.endingAt(from, 'AGAINST')
}

function conceptOf({ kind }: Mention, concept: string): string | null {
  return kind === 'MASS' || kind === 'TABLETS' || kind === 'PLANTS' ? concept : null
}

function sums(
  text: Text,
  counts: readonly Mention[],
  { reference, timeZone, dates }: QuantityContext,
): SumSentences {
  const printed = dates ?? readDates(text.tokens, reference ?? new Date(0), timeZone ?? 'UTC')
  const dated = covered(printed)
  const today = reference && !Number.isNaN(reference.getTime()) ? reference.toISOString().slice(0, 10) : null
  return sumSentences(text, findPeriods(text, printed, dated, today), dated, counts)
}

function assembled(text: Text, stated: readonly Candidate[], periods: SumSentences): Quantity[] {
  const totals = linkParts(text, stated)
  return stated.map(({ mention, concept }, i) => {
    const sentence = text.sentence[mention.first]!
    const partOf = totals[i] ?? null
    const scope = partOf !== null ? 'PART_OF' : periods.has(sentence) ? 'CUMULATIVE' : 'SINGLE'
    return {
      kind: mention.kind,
      substance: concept && reported(concept),
      value: mention.value,
      unit: units[mention.kind],
      grams: mention.grams,
      qualifier: mention.qualifier,
      role: roleOf(text, mention),
      scope,
      period: scope === 'CUMULATIVE' ? (periods.get(sentence) ?? null) : null,
      partOf,
      evidence: evidenceOf(text, mention),
    }
  })
}

function evidenceOf({ source, tokens }: Text, { from, to }: Mention): Evidence {
  const start = tokens[from]!.start
  const last = tokens[to - 1]!
  const end = last.text === '.' ? last.start : last.end
  return { text: source.slice(start, end), start, end }
}

function covered(spans: readonly { first: number; next: number }[]): Set<number> {
  return new Set(spans.flatMap(span))
}

function span({ first, next }: { first: number; next: number }): number[] {
  return Array.from({ length: next - first }, (_, i) => first + i)
}
