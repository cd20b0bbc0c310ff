import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

export interface Candidate {
  mention: Mention
  concept: string | null
}

/** Rounding of the parts may pass the total by this much. */
const slack = 1.02

/**
 * For each amount the index of the total it is a part of, or null. Parts follow their total: after «including», «of
 * which», a colon, or at the start of the next sentence («Of these …»), and do not sum to more than it. Amounts of
 * different kinds have nothing to do with each other.
 */
export function linkParts(text: Text, candidates: readonly Candidate[]): (number | null)[] {
  const links: (number | null)[] = candidates.map(() => null)
  const indexes = candidates.map((_, i) => i)
  for (const same of Map.groupBy(indexes, (i) => candidates[i]!.mention.kind).values())
    linkSame(text, candidates, same, links)
  return links
}

function linkSame(
  text: Text,
  candidates: readonly Candidate[],
  indexes: readonly number[],
  links: (number | null)[],
): void {
  let total: number | null = null
  let left = 0
  indexes.forEach((index, i) => {
    const before = indexes[i - 1]
    if (before === undefined) return
    const { mention } = candidates[index]!
    const previous = candidates[before]!.mention
    if (opensParts(text, previous, mention)) {
      const parent: number = links[before] ?? before
      if (total !== parent) left = candidates[parent]!.mention.value * slack
      total = parent
    } else if (text.sentence[previous.first] !== text.sentence[mention.first]) total = null
    if (total === null) return
    if (mention.value > left) {
      total = null
      return
    }
    links[index] = total
    left -= mention.value
  })
}

/** Words between two amounts make the second a part of the first. */
function opensParts({ cues, tokens, sentence }: Text, before: Mention, part: Mention): boolean {
  const apart = sentence[part.first]! - sentence[before.first]!
  if (apart > 1 || part.first - before.next > 60) return false
  if (cues.within('PARTS', before.next, part.from)) return true
  if (apart !== 0) return false
  for (let i = before.next; i < part.from; i++)
    if (tokens[i]!.text === ':' || tokens[i]!.text === '(') return part.from - i <= 4
  return false
}
