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
        weigh(cues[category] ?? [], tokens.length * (said.has(category) ? 3 : 1)) +
        weigh(inTitle[category] ?? [], 0) +
        fromQuantities(category, quantities),
    }))
    .filter(({ score }) => score >= enough)
    .map(({ category, evidence }) => ({ category, evidence }))
  return found.length > 0 ? found : [{ category: 'OTHER', evidence: [] }]
}

function byCategory(hits: Hit<Cue>[]): Partial<Record<Category, Hit<Cue>[]>> {
  return Object.groupBy(hits, ({ value }) => value.split(' ')[0] as Category)
}

/** Each term once; what stands in the first third counts more, for a report says first what it is about. */
function weigh(hits: Hit<Cue>[], length: number): number {
  const best = new Map<string, number>()
  let past = 0
  for (const { value, pattern, from, to } of hits) {
    // One word may be a term by itself and the start of a longer one: it counts once, for the longest.
    if (from < past) continue
    past = to
    const place = from < Math.max(40, length / 3) ? 1 : late
    const weight = place * weightOf[value.split(' ')[1] as Strength]
    best.set(pattern, Math.max(best.get(pattern) ?? 0, weight))
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0)
}

function fromQuantities(category: Category, quantities: Quantity[]): number {
  const seized = quantities.some(
    (q) => (q.kind === 'MASS' || q.kind === 'TABLETS') && q.role === 'SEIZED' && q.scope !== 'CUMULATIVE',
  )
  if (category === 'SEIZURE') return seized ? 1.2 : 0
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
