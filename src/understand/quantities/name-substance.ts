import { commonConcept, lineage, vocabulary } from '../substances/vocabulary.ts'
import type { Text } from './prepare.ts'

/** Substances named together, tokens `[from, to)`: «героин и опий», «наркотическое вещество «опий»». */
export interface Naming {
  concept: string
  from: number
  to: number
}

const generic = 'drugs_unspecified'
export const conjunctions: ReadonlySet<string> = new Set([
  'и',
  'and',
  'və',
  'va',
  'ва',
  'мен',
  'пен',
  'бен',
  'менен',
  'жана',
  'және',
  'we',
  'или',
  'or',
  'ҳам',
  'hem',
  'һәм',
  'да',
])
/** Tokens that may stand between a class and its member: quotes, brackets, dashes, «типа», «вида». */
const apposition =
  /^["'«»“”„‘’()\-–—:]$|^(типа|вида|под|названием|named|called|namely|средств\p{L}*|веществ\p{L}*|препарат\p{L}*|modda\p{L}*|модда\p{L}*|vosita\p{L}*|восита\p{L}*|зат\p{L}{0,3}|каражат\p{L}*|maddə\p{L}*|vasitə\p{L}*|madda\p{L}*|serişde\p{L}*)$/u
const appositionWithin = 4
/** Names of a list: «опия, терьяка и гашиша». */
const mostListed = 6

/** The naming whose first term starts at token `index`. */
export function namingFrom(text: Text, index: number): Naming | null {
  const first = text.termFrom.get(index)
  if (!first) return null
  let naming: Naming = { concept: first.value, from: first.from, to: first.to }
  for (;;) {
    const wider = withMember(text, naming) ?? withOther(text, naming)
    if (!wider) return naming
    naming = wider
  }
}

/** The naming whose last term ends just before token `index`. */
export function namingTo(text: Text, index: number): Naming | null {
  const last = text.termTo.get(index)
  if (!last) return null
  const naming = { concept: last.value, from: last.from, to: last.to }
  const conjunction = text.tokens[naming.from - 1]?.lower ?? ''
  const other = conjunctions.has(conjunction) ? text.termTo.get(naming.from - 1) : undefined
  if (other) return { concept: joined(other.value, naming.concept), from: other.from, to: naming.to }
  for (let i = naming.from; i > naming.from - appositionWithin; i--) {
    const wider = text.termTo.get(i)
    if (wider && refines(wider.value, naming.concept)) return { ...naming, from: wider.from }
    if (!apposition.test(text.tokens[i - 1]?.lower ?? text.tokens[i - 1]?.text ?? '')) break
  }
  return naming
}

/** «наркотического вещества «опий»» is opium. */
function withMember({ tokens, termFrom }: Text, naming: Naming): Naming | null {
  for (let i = naming.to; i < naming.to + appositionWithin; i++) {
    const member = termFrom.get(i)
    if (member)
      return refines(naming.concept, member.value)
        ? { concept: member.value, from: naming.from, to: member.to }
        : null
    if (!apposition.test(tokens[i]?.lower || tokens[i]?.text || '')) return null
  }
  return null
}

/** «героина и опия», «mephedrone and alfa-PVP», «наркотических и психотропных веществ» */
function withOther({ tokens, termFrom }: Pick<Text, 'tokens' | 'termFrom'>, naming: Naming): Naming | null {
  if (tokens[naming.to]?.text === ',') return withList({ tokens, termFrom }, naming)
  if (!conjunctions.has(tokens[naming.to]?.lower ?? '')) return null
  const other = termFrom.get(naming.to + 1) ?? termFrom.get(naming.to + 2)
  return other ? { concept: joined(naming.concept, other.value), from: naming.from, to: other.to } : null
}

/** Commas join only names that an «and» closes: «опия, терьяка и гашиша». */
function withList({ tokens, termFrom }: Pick<Text, 'tokens' | 'termFrom'>, naming: Naming): Naming | null {
  let { concept, to } = naming
  for (let i = 0; i < mostListed; i++) {
    const closes = conjunctions.has(tokens[to]?.lower ?? '')
    if (!closes && tokens[to]?.text !== ',') return null
    const other = termFrom.get(to + 1)
    if (!other) return null
    concept = joined(concept, other.value)
    to = other.to
    if (closes) return { concept, from: naming.from, to }
  }
  return null
}

function refines(wide: string, narrow: string): boolean {
  if (wide === narrow) return true
  if (wide === 'cannabis' && lineage(narrow).includes(wide)) return true
  const classOf = wide === generic || wide === 'psychotropic' || wide === 'synthetic'
  return classOf && narrow !== generic && (lineage(narrow).includes(wide) || wide !== 'synthetic')
}

/** Two of one class are that class; a mixture across classes is no one substance. */
function joined(a: string, b: string): string {
  if (a === b) return a
  const common = commonConcept([a, b])
  const classes = common ? lineage(common) : []
  return classes.find((concept) => concept === 'synthetic' || concept === 'psychotropic') ?? generic
}

/** Concept an amount of this one is stated under. */
export function reported(concept: string): string {
  return vocabulary.get(concept)?.reportedAs ?? concept
}
