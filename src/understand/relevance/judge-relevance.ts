import type { Evidence, Relevance } from '../../model/understanding.ts'
import data from '../data/relevance.json' with { type: 'json' }
import { createLexicons } from '../lexicon/by-language.ts'
import type { Hit } from '../lexicon/lexicon.ts'
import { lowerBound } from '../lower-bound.ts'
import { type Token, tokenize } from '../tokens.ts'
import { withActions } from './with-actions.ts'
import { withVocabulary } from './with-vocabulary.ts'

type Class = 'topic' | 'name' | 'hint' | 'context' | 'other' | 'setting' | 'comparison' | 'never' | 'related'

const lexicons = createLexicons<Class>({
  topic: data.topic,
  name: withVocabulary(data.name),
  hint: data.hint,
  context: withActions(data.context),
  other: data.other,
  setting: data.setting,
  comparison: { any: data.comparison },
  never: { any: data.never },
  related: { any: data.related },
})

/** Names of what is of the sphere only in its hands: chemists have precursors, bakers poppy. */
const doubtful: ReadonlySet<string> = new Set(data.doubtful)

const mostEvidence = 50
const reach = 4
/** Tokens of the longest comparison. */
const longestTerm = 8
/** What a name written like a proper one counts where nothing else is of the sphere: perfumes and cats are called so. */
const unsupported = 0.4
const mostContext = 3

export interface RelevanceInput {
  title: string
  text: string
  tokens: Token[]
  /** BCP 47 of the text. */
  tag: string
}

/**
 * Whether a report belongs to the anti-drug sphere. Words of the sphere speak for it, words of what it is
 * confused with against it; a word of the sphere inside a comparison counts little, and so do the headlines
 * of other reports under the text. Score 0..1, relevant from 0.5.
 */
export function judgeRelevance({ title, text, tokens, tag }: RelevanceInput): Relevance {
  const find = lexicons(tag)
  const body = sortOut(find(tokens), tokens)
  const headline = tokenize(title)
  const head = sortOut(find(headline), headline)
  const hints = distinct([...body.hint, ...head.hint])
  const context = Math.min(mostContext, distinct([...body.context, ...head.context]))
  const sphere = weigh(body.topic) + 1.5 * weigh(head.topic)
  const support = { named: sphere + hints + context > 0, meant: sphere + context > 0 }
  const names = weighNames(body.name, tokens, support) + 1.5 * weighNames(head.name, headline, support)
  const topic = sphere + names
  const other = weigh(body.other) + weigh(head.other)
  const around =
    topic > 0 || hints > 1 || (hints > 0 && context === mostContext)
      ? 0.6 * Math.min(hints, 3) * (context > 0 ? 1 : 0.4) + 0.2 * context
      : 0
  const setting = Math.min(3, distinct([...body.setting, ...head.setting]))
  const sum = -1.1 + 2.1 * topic + around - 0.75 * other - 0.3 * setting
  const score = text.trim() || title.trim() ? 1 / (1 + Math.exp(-sum)) : 0
  return { relevant: score >= 0.5, score: Math.round(score * 1000) / 1000, evidence: toEvidence(text, body) }
}

type Sorted = Record<'topic' | 'name' | 'hint' | 'context' | 'other' | 'setting', Weighted[]>

interface Weighted {
  hit: Hit<Class>
  weight: number
}

function sortOut(hits: readonly Hit<Class>[], tokens: Token[]): Sorted {
  const never = new Set(hits.filter((hit) => hit.value === 'never').map((hit) => hit.from))
  const others = startOfRelated(hits, tokens)
  const comparisons = hits.filter((hit) => hit.value === 'comparison')
  const sorted: Sorted = { topic: [], name: [], hint: [], context: [], other: [], setting: [] }
  const taken: Record<keyof Sorted, number> = {
    topic: -1,
    name: -1,
    hint: -1,
    context: -1,
    other: -1,
    setting: -1,
  }
  for (const hit of hits) {
    if (!(hit.value in sorted) || never.has(hit.from)) continue
    const into = hit.value as keyof Sorted
    const home = into === 'name' ? 'topic' : into
    if (hit.from < taken[home]) continue
    taken[home] = hit.to
    const compared = (into === 'topic' || into === 'name') && isCompared(hit, comparisons)
    sorted[into].push({ hit, weight: (hit.from >= others ? 0.1 : 1) * (compared ? 0.4 : 1) })
  }
  return sorted
}

/** Token at which the headlines of other reports begin; they stand in the last part of a page. */
function startOfRelated(hits: readonly Hit<Class>[], tokens: Token[]): number {
  const first = hits.find((hit) => hit.value === 'related' && hit.from > tokens.length * 0.35)
  return first?.from ?? Number.POSITIVE_INFINITY
}

function isCompared(hit: Hit<Class>, comparisons: Hit<Class>[]): boolean {
  const first = lowerBound(comparisons, hit.from - reach - longestTerm, (other) => other.from)
  for (let i = first; i < comparisons.length && comparisons[i]!.from < hit.to + reach; i++)
    if (near(hit, comparisons[i]!)) return true
  return false
}

function near(a: Hit<Class>, b: Hit<Class>): boolean {
  return b.to <= a.from ? a.from - b.to < reach : b.from - a.to < reach
}

/** Each term once; repeated, a little more: long texts must not win by length. */
function weigh(hits: Weighted[]): number {
  const byPattern = new Map<string, { best: number; times: number }>()
  for (const { hit, weight } of hits) {
    const known = byPattern.get(hit.pattern) ?? { best: 0, times: 0 }
    byPattern.set(hit.pattern, { best: Math.max(known.best, weight), times: known.times + weight })
  }
  return [...byPattern.values()].reduce(
    (sum, { best, times }) => sum + best + 0.3 * Math.min(3, Math.max(0, times - best)),
    0,
  )
}

function weighNames(
  hits: Weighted[],
  tokens: Token[],
  { named, meant }: { named: boolean; meant: boolean },
): number {
  const isBare = ({ pattern, from }: Hit<Class>) =>
    doubtful.has(pattern) ? !meant : !named && isProper(tokens, from)
  return weigh(hits.map(({ hit, weight }) => ({ hit, weight: isBare(hit) ? weight * unsupported : weight })))
}

/** Capitalised or quoted. */
function isProper(tokens: Token[], index: number): boolean {
  const first = tokens[index]!.text[0]!
  return first !== first.toLowerCase() || /^["«“„‘']$/.test(tokens[index - 1]?.text ?? '')
}

function distinct(hits: Weighted[]): number {
  return new Set(hits.filter(({ weight }) => weight > 0.5).map(({ hit }) => hit.pattern)).size
}

function toEvidence(text: string, { topic, name, hint }: Sorted): Evidence[] {
  return [...topic, ...name, ...hint]
    .map(({ hit: { start, end } }) => ({ text: text.slice(start, end), start, end }))
    .sort((a, b) => a.start - b.start)
    .filter((evidence, i, all) => i === 0 || evidence.start >= all[i - 1]!.end)
    .slice(0, mostEvidence)
}
