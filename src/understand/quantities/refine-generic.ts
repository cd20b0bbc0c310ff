import type { Candidate } from './link-parts.ts'
import { reported } from './name-substance.ts'
import type { Text } from './prepare.ts'

const generic = 'drugs_unspecified'
/** Names of classes say no more of one seizure than «drugs» does. */
const classes = new Set(['synthetic', 'psychotropic', 'precursor'])

/**
 * «8 кг 350 гр баңги зат» in a report whose only other substance is opium is opium: where a text has one mass
 * and one substance by name, the mass is of that.
 */
export function refineGeneric(text: Text, candidates: readonly Candidate[]): Candidate[] {
  const masses = candidates.filter((candidate) => candidate.mention.kind === 'MASS')
  const named = new Set(
    text.terms.map((term) => reported(term.value)).filter((concept) => concept !== generic),
  )
  const [only] = named
  if (masses.length !== 1 || named.size !== 1 || classes.has(only!) || masses[0]!.concept !== generic)
    return [...candidates]
  return candidates.map((candidate) =>
    candidate === masses[0] ? { ...candidate, concept: only! } : candidate,
  )
}
