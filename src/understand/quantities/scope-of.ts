import type { Period } from '../../model/understanding.ts'
import type { PeriodFinding } from './find-periods.ts'
import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

/** Longest item looked back through. */
const itemTokens = 200
/** Words a sentence opens with. */
const opening = 4
/** From so many on, nobody speaks of one case. */
const many = new Map([
  ['CRIMES', 3],
  ['PERSONS_DETAINED', 10],
  ['WEBSITES_BLOCKED', 5],
])
const bullet = /^[-–—•·*▪]$/

/** Period of each sentence that states sums; sentences not in the map report single events. */
export type SumSentences = ReadonlyMap<number, Period | null>

/**
 * Sentences whose amounts are sums over a period. A statistical one («since the beginning of the year 85 crimes
 * were registered») lends its period to the sentences after it, until one of them dates an event or detains someone.
 */
export function sumSentences(
  text: Text,
  periods: readonly PeriodFinding[],
  dated: ReadonlySet<number>,
  counts: readonly Mention[],
): SumSentences {
  const sums = new Map<number, Period | null>()
  const datedSentences = new Set([...dated].map((i) => text.sentence[i]!))
  const counting = new Set(
    counts.filter((count) => count.kind === 'CRIMES').map((c) => text.sentence[c.first]!),
  )
  for (const { from, period, bareYear } of periods) {
    const own = text.sentence[from]!
    if (bareYear && (datedSentences.has(own) || detains(text, own))) continue
    if (!sums.has(own) || sums.get(own) === null) sums.set(own, period)
  }
  for (const [own, period] of [...sums]) {
    if (!counting.has(own) && !opensList(text, own) && !goesOn(text, own + 1)) continue
    const list = opensList(text, own)
    for (let next = own + 1; follows(text, own, next); next++) {
      if (sums.has(next)) break
      if (
        !list &&
        (datedSentences.has(next) || detains(text, next) || !(counting.has(own) || goesOn(text, next)))
      )
        break
      sums.set(next, period)
    }
  }
  for (const own of [...campaigns(text), ...manyCases(text, counts)]) if (!sums.has(own)) sums.set(own, null)
  return sums
}

/** «Всего изъято …», «Also seized were …»: opens as a list of results does, not as the story of one find. */
function goesOn(text: Text, sentence: number): boolean {
  const [from] = text.span(sentence)
  const { within } = text.cues
  const to = from + opening
  return within('SEIZED', from, to) || within('DESTROYED', from, to) || within('IN_ALL', from, to)
}

/** Sentences of a campaign by name, «в ходе операции «Мак»»: its amounts are sums, unless the sentence is of one person. */
function campaigns(text: Text): number[] {
  const { tokens, sentence, cues } = text
  const found: number[] = []
  for (let at = cues.next('OPERATION', 0); at !== undefined; at = cues.next('OPERATION', at + 1)) {
    const named = tokens
      .slice(at - 4 < 0 ? 0 : at - 4, at + 4)
      .some(({ text: mark }) => /^["«“„]$/.test(mark))
    if (named && !detains(text, sentence[at]!) && !tellsAge(text, sentence[at]!)) found.push(sentence[at]!)
  }
  return found
}

function tellsAge(text: Text, sentence: number): boolean {
  const [from, to] = text.span(sentence)
  return text.tokens
    .slice(from, to)
    .some(({ lower }) => /^(летн|жастағы|жаштагы|yaşlı|yoshli|ешли|сола|ýaşly)/.test(lower))
}

/** Amounts told with many crimes or many people held are sums over them. */
function manyCases(text: Text, counts: readonly Mention[]): number[] {
  return counts
    .filter(({ kind, value }) => value >= (many.get(kind) ?? Number.POSITIVE_INFINITY))
    .map(({ first }) => text.sentence[first]!)
}

function detains(text: Text, sentence: number): boolean {
  return text.cues.within('DETAINED', ...text.span(sentence))
}

function opensList(text: Text, sentence: number): boolean {
  const [from, to] = text.span(sentence)
  return to > from && text.tokens[to - 1]!.text === ':'
}

/** `next` stands in the same paragraph, or is an item of the list `own` opens. */
function follows(text: Text, own: number, next: number): boolean {
  const [from, to] = text.span(next)
  if (to <= from) return false
  if (text.paragraph[from] === text.paragraph[text.span(own)[0]]) return true
  if (!opensList(text, own)) return false
  const first = text.tokens[from]!.kind === 'break' ? from + 1 : from
  return first === to || bullet.test(text.tokens[first]!.text) || inItem(text, from)
}

/** A later sentence of a list item: its paragraph opens with a bullet. */
function inItem({ tokens, paragraph }: Text, at: number): boolean {
  let start = at
  while (start > 0 && at - start < itemTokens && paragraph[start - 1] === paragraph[at]) start--
  const first = tokens[start]?.kind === 'break' ? start + 1 : start
  return bullet.test(tokens[first]?.text ?? '')
}
