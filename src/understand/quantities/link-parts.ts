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
 * which», a colon, or at the start of the next sentence («Of these …»), and do not sum to more than it.
 */
export function linkParts(text: Text, candidates: readonly Candidate[]): (number | null)[] {
  const links: (number | null)[] = candidates.map(() => null)
  let total: number | null = null
  let left = 0
  candidates.forEach((candidate, i) => {
    const previous = candidates[i - 1]
    if (candidate.mention.grams === null) return
    const massBefore = previousMass(candidates, i)
    const opened = massBefore !== null && opensParts(text, candidates[massBefore]!.mention, candidate.mention)
    if (opened && massBefore !== null) {
      const parent: number = links[massBefore] ?? massBefore
      if (total !== parent) {
        total = parent
        left = candidates[parent]!.mention.grams! * slack
      }
    } else if (
      total !== null &&
      !(previous && continues(text, candidates[massBefore ?? i]!.mention, candidate.mention))
    )
      total = null
    if (total === null || total === i) return
    if (candidate.mention.grams > left) {
      total = null
      return
    }
    links[i] = total
    left -= candidate.mention.grams
  })
  return links
}

function previousMass(candidates: readonly Candidate[], i: number): number | null {
  for (let at = i - 1; at >= 0; at--) if (candidates[at]!.mention.grams !== null) return at
  return null
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

/** Still the same list: one sentence. */
function continues({ sentence }: Text, before: Mention, part: Mention): boolean {
  return sentence[before.first] === sentence[part.first]
}
