import type { Candidate } from './link-parts.ts'
import type { Text } from './prepare.ts'

/** A rounded repetition lies this near to the exact figure: «почти два центнера» for 188 kg. */
const roundedWithin = 0.08
const roundDigits = 2
const generic = 'drugs_unspecified'

/** Leaves out amounts that say again, in other words or rounded, what another one states. */
export function mergeRepeats(text: Text, candidates: readonly Candidate[]): Candidate[] {
  const byMass = candidates
    .map((candidate, index) => ({ candidate, index }))
    .filter(({ candidate }) => candidate.mention.grams !== null)
    .sort((a, b) => a.candidate.mention.grams! - b.candidate.mention.grams!)
  const repeated = new Set<Candidate>()
  byMass.forEach(({ candidate }, i) => {
    for (let j = i + 1; j < byMass.length && j <= i + 8; j++) {
      const other = byMass[j]!.candidate
      if (other.mention.grams! > candidate.mention.grams! * (1 + roundedWithin)) break
      const loser = repeatOf(text, candidate, other)
      if (loser) repeated.add(loser)
    }
  })
  return candidates.filter((candidate) => !repeated.has(candidate))
}

/** Which of two near amounts repeats the other; null where they are two facts. */
function repeatOf(text: Text, a: Candidate, b: Candidate): Candidate | null {
  const same = a.concept === b.concept
  if (!same && a.concept !== generic && b.concept !== generic) return null
  const [first, second] = a.mention.first < b.mention.first ? [a, b] : [b, a]
  if (a.mention.grams === b.mention.grams) {
    const qualifiers = new Set([a.mention.qualifier, b.mention.qualifier])
    if (qualifiers.size > 1 && !qualifiers.has('EXACTLY')) return null
    return same ? second : a.concept === generic ? a : b
  }
  if (!same || text.sentence[a.mention.first] === text.sentence[b.mention.first]) return null
  const [rough, fine] = digits(first) <= digits(second) ? [first, second] : [second, first]
  if (digits(rough) > roundDigits || digits(fine) <= digits(rough)) return null
  return rough.mention.qualifier === 'EXACTLY' ? null : rough
}

function digits({ mention }: Candidate): number {
  return String(mention.grams).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length
}
