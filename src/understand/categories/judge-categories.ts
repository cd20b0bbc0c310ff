import {
  type Category,
  type CategoryFinding,
  categories,
  type Evidence,
  type Quantity,
} from '../../model/understanding.ts'
import data from '../data/categories.json' with { type: 'json' }
import { createLexicons, type TermsByLanguage } from '../lexicon/by-language.ts'
import type { Hit } from '../lexicon/lexicon.ts'
import { type Token, tokenize } from '../tokens.ts'

type Strength = 'sure' | 'maybe'
type Cue = `${Category} ${Strength}`

/** A sure word is enough by itself; of others it takes two. */
const weightOf: Record<Strength, number> = { sure: 1, maybe: 0.5 }
const enough = 1
/** What a word counts that stands late in a long report, where other matters are told in passing. */
const late = 0.6

const lexicons = createLexicons<Cue>(
  Object.fromEntries<TermsByLanguage>(
    categories.flatMap((category) => [
      [`${category} sure`, data[category].sure],
      [`${category} maybe`, data[category].maybe],
    ]),
  ) as Record<Cue, TermsByLanguage>,
)

const meanings = Object.fromEntries(
  categories.flatMap((category) =>
    Object.entries(weightOf).map(([strength, weight]) => [
      `${category} ${strength}`,
      { category, strength: weight },
    ]),
  ),
) as Record<Cue, { category: Category; strength: number }>

/** What is said of these at the end of a report counts as much as at its start. */
const said: ReadonlySet<Category> = new Set(['ARREST', 'SEIZURE', 'STATISTICS', 'LEGISLATION'])

export interface CategoryInput {
  title: string
  text: string
  tokens: Token[]
  tag: string
  quantities: Quantity[]
}

/** One or more of the eleven categories; OTHER where nothing else fits. Evidence is the words that spoke for each. */
export function judgeCategories({ title, text, tokens, tag, quantities }: CategoryInput): CategoryFinding[] {
  const find = lexicons(tag)
  const cues = byCategory(find(tokens))
  const inTitle = byCategory(find(tokenize(title)))
  const found = categories
    .map((category) => ({
      category,
      evidence: toEvidence(text, cues[category] ?? []),
      score:
        weigh(cues[category] ?? [], inTitle[category] ?? [], tokens.length * (said.has(category) ? 3 : 1)) +
        fromQuantities(category, quantities),
    }))
    .filter(({ score }) => score >= enough)
    .map(({ category, evidence }) => ({ category, evidence }))
  return found.length > 0 ? withoutPastSeizure(found) : [{ category: 'OTHER', evidence: [] }]
}

/** A sentence, or the burning of what was seized, tells of a seizure that is past, unless it also holds someone now. */
function withoutPastSeizure(found: CategoryFinding[]): CategoryFinding[] {
  const has = (wanted: Category) => found.some(({ category }) => category === wanted)
  if (!has('OTHER') || has('ARREST') || has('STATISTICS')) return found
  return found.filter(({ category }) => category !== 'SEIZURE')
}

function byCategory(hits: readonly Hit<Cue>[]): Partial<Record<Category, Hit<Cue>[]>> {
  return Object.groupBy(outermost(hits), categoryOf)
}

/** Each term once; what stands in the title or the first third counts more, for a report says first what it is about. */
function weigh(inText: Hit<Cue>[], inTitle: Hit<Cue>[], length: number): number {
  const best = new Map<string, number>()
  const opening = Math.max(40, length / 3)
  for (const hit of inTitle) best.set(hit.pattern, strengthOf(hit))
  let last = -1
  for (const hit of inText) {
    if (hit.from === last) continue
    last = hit.from
    const weight = (hit.from < opening ? 1 : late) * strengthOf(hit)
    best.set(hit.pattern, Math.max(best.get(hit.pattern) ?? 0, weight))
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0)
}

/**
 * A word inside a longer term of its category tells nothing more, nor does a vague one inside any longer term: in
 * «qoʻlga olindi» nothing was taken but a person.
 */
function outermost(hits: readonly Hit<Cue>[]): Hit<Cue>[] {
  let widest: Hit<Cue> | undefined
  return hits.filter((hit) => {
    const inside = widest && hit.to <= widest.to && hit.to - hit.from < widest.to - widest.from
    if (inside) return categoryOf(hit) !== categoryOf(widest!) && strengthOf(hit) === weightOf.sure
    if (!widest || hit.to > widest.to) widest = hit
    return true
  })
}

function strengthOf({ value }: Hit<Cue>): number {
  return meanings[value].strength
}

function categoryOf({ value }: Hit<Cue>): Category {
  return meanings[value].category
}

function fromQuantities(category: Category, quantities: Quantity[]): number {
  const seized = quantities.some(
    (q) => (q.kind === 'MASS' || q.kind === 'TABLETS') && q.role === 'SEIZED' && q.scope !== 'CUMULATIVE',
  )
  if (category === 'SEIZURE') return seized ? 1 : 0
  if (category === 'STATISTICS')
    return quantities.some((q) => q.scope === 'CUMULATIVE' || q.role === 'PREVIOUS_PERIOD') ? 1.2 : 0
  if (category === 'ARREST') return quantities.some((q) => q.kind === 'PERSONS_DETAINED') ? 0.6 : 0
  if (category === 'OPERATION')
    return quantities.some((q) => q.kind === 'LABORATORIES' || q.kind === 'PLANTS') ? 0.8 : 0
  return 0
}

function toEvidence(text: string, hits: Hit<Cue>[]): Evidence[] {
  const seen = new Set<string>()
  return hits
    .filter((hit) => !seen.has(hit.pattern) && seen.add(hit.pattern))
    .slice(0, 10)
    .map(({ start, end }) => ({ text: text.slice(start, end), start, end }))
}
