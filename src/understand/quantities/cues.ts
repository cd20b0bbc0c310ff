import data from '../data/quantity-cues.json' with { type: 'json' }
import { createLexicon, type Hit, type Term } from '../lexicon/lexicon.ts'
import { lowerBound } from '../lower-bound.ts'
import type { Token } from '../tokens.ts'

export type QualifierCue = 'MORE_THAN' | 'ALMOST' | 'ABOUT'
export type ContextCue =
  | 'WEIGHT'
  | 'FORM'
  | 'SEIZED'
  | 'DESTROYED'
  | 'PREVIOUS_PERIOD'
  | 'AGAINST'
  | 'HYPOTHETICAL'
  | 'DOSE'
  | 'THRESHOLD'
  | 'CAPACITY'
  | 'DIFFERENCE_AFTER'
  | 'COMPARED'
  | 'CARGO'
  | 'PRICE'
  | 'PARTS'
  | 'GROWTH'
  | 'FOOD'
  | 'DETAINED'
  | 'EXPERT'
  | 'FIGURE'
  | 'ANOTHER_CASE'
  | 'DIFFERENCE'
  | 'CURRENCY'
  | 'HARMED'
  | 'CONVERTED'
  | 'BODY'
  | 'WEIGHT_CLASS'
  | 'OPERATION'
  | 'IN_ALL'
export type CueKind = ContextCue | `${QualifierCue}_BEFORE` | `${QualifierCue}_AFTER`

const lexicon = createLexicon<CueKind>([...terms()])

function* terms(): Generator<Term<CueKind>> {
  for (const [kind, patterns] of Object.entries(data)) {
    if (kind === 'comment') continue
    if (Array.isArray(patterns)) {
      for (const pattern of patterns) yield { pattern, value: kind as ContextCue }
      continue
    }
    const { before, after } = patterns as { before: string[]; after: string[] }
    for (const pattern of before) yield { pattern, value: `${kind as QualifierCue}_BEFORE` }
    for (const pattern of after) yield { pattern, value: `${kind as QualifierCue}_AFTER` }
  }
}

/** The cues of a text, by the token they start at and by the token past them. */
export interface Cues {
  startingAt(index: number, kind: CueKind): Hit<CueKind> | undefined
  endingAt(index: number, kind: CueKind): Hit<CueKind> | undefined
  /** True where a cue of the kind starts in the tokens `[from, to)`. */
  within(kind: CueKind, from: number, to: number): boolean
  /** First token of the next cue of the kind at `from` or later. */
  next(kind: CueKind, from: number): number | undefined
}

export function findCues(tokens: Token[]): Cues {
  const all = lexicon(tokens)
  const starts = Map.groupBy(all, (hit) => hit.from)
  const ends = Map.groupBy(all, (hit) => hit.to)
  const byKind = Map.groupBy(all, (hit) => hit.value)
  const next = (kind: CueKind, from: number): number | undefined => {
    const hits = byKind.get(kind) ?? []
    return hits[lowerBound(hits, from, (hit) => hit.from)]?.from
  }
  return {
    startingAt: (index, kind) => starts.get(index)?.find((hit) => hit.value === kind),
    endingAt: (index, kind) => ends.get(index)?.find((hit) => hit.value === kind),
    within: (kind, from, to) => (next(kind, from) ?? to) < to,
    next,
  }
}
