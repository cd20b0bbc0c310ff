import {
  type Category,
  type CategoryFinding,
  categories,
  type Evidence,
  type Quantity,
} from '../../model/understanding.ts'
import data from '../data/categories.json' with { type: 'json' }
import { createLexicons } from '../lexicon/by-language.ts'
import type { Hit } from '../lexicon/lexicon.ts'
import { type Token, tokenize } from '../tokens.ts'

const lexicons = createLexicons<Category>(data)

/** Score from which a category is given: the commoner its words are in other reports, the more of them it takes. */
const threshold: Record<Category, number> = {
  SEIZURE: 1.2,
  ARREST: 1,
  OPERATION: 1.4,
  STATISTICS: 1,
  MEETING: 1.6,
  COOPERATION: 1.4,
  PREVENTION: 1.6,
  TREATMENT: 1.6,
  TRAINING: 1,
  LEGISLATION: 1,
  OTHER: 1.6,
}

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
  const hits = groupByCategory(find(tokens))
  const inTitle = groupByCategory(find(tokenize(title)))
  const found = categories
    .map((category) => ({
      category,
      evidence: toEvidence(text, hits[category] ?? []),
      score:
        weigh(hits[category] ?? [], tokens.length * (said.has(category) ? 3 : 1)) +
        1.2 * distinct(inTitle[category] ?? []) +
        fromQuantities(category, quantities),
    }))
    .filter(({ category, score }) => score >= threshold[category])
    .map(({ category, evidence }) => ({ category, evidence }))
  return found.length > 0 ? found : [{ category: 'OTHER', evidence: [] }]
}

function groupByCategory(hits: Hit<Category>[]): Partial<Record<Category, Hit<Category>[]>> {
  return Object.groupBy(hits, (hit) => hit.value)
}

/** Each term once; what stands in the first third counts more, for a report says first what it is about. */
function weigh(hits: Hit<Category>[], length: number): number {
  const best = new Map<string, number>()
  for (const hit of hits) {
    const place = hit.from < Math.max(40, length / 3) ? 1 : 0.6
    best.set(hit.pattern, Math.max(best.get(hit.pattern) ?? 0, place))
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0)
}

function distinct(hits: Hit<Category>[]): number {
  return new Set(hits.map((hit) => hit.pattern)).size
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

function toEvidence(text: string, hits: Hit<Category>[]): Evidence[] {
  const seen = new Set<string>()
  return hits
    .filter((hit) => !seen.has(hit.pattern) && seen.add(hit.pattern))
    .slice(0, 10)
    .map(({ start, end }) => ({ text: text.slice(start, end), start, end }))
}
