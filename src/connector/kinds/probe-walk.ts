import type { StrategyState } from '../types.ts'

/** What an id walk remembers between polls, under `probe` in the strategy's state. */
export interface ProbeState {
  /** Highest id found; null before the first. */
  last: number | null
  /** Polls in a row that found nothing. */
  vain: number
  /** Of the poll under way: ids asked so far, holes in a row, whether anything was found. Null between polls. */
  run: { asked: number; holes: number; found: boolean } | null
}

export interface WalkLimits {
  from: number
  gap: number
  probes: number
}

/** How many gaps ahead a walk in vain looks before it starts over. */
const reach = 20

export function readProbeState({ probe }: StrategyState): ProbeState {
  const { last = null, vain = 0, run = null } = (probe ?? {}) as Partial<ProbeState>
  return { last, vain, run }
}

/** Id a poll begins with: right above the last, or, every second poll in vain, one gap further than before. */
export function startOf({ last, vain }: ProbeState, { from, gap }: WalkLimits): number {
  const next = last === null ? from : last + 1
  const ahead = vain % 2 === 1 ? ((vain + 1) / 2 - 1) % reach : -1
  return next + gap * (ahead + 1)
}

/** The state after one id was asked, and the id to ask next; null when the poll has done its share. */
export function advance(
  { last, vain, run }: ProbeState,
  { id, found }: { id: number; found: boolean },
  { gap, probes }: WalkLimits,
): { state: ProbeState; next: number | null } {
  const asked = (run?.asked ?? 0) + 1
  const holes = found ? 0 : (run?.holes ?? 0) + 1
  const foundAny = found || (run?.found ?? false)
  const highest = found ? Math.max(id, last ?? id) : last
  if (holes < gap && asked < probes)
    return { state: { last: highest, vain, run: { asked, holes, found: foundAny } }, next: id + 1 }
  return { state: { last: highest, vain: foundAny ? 0 : vain + 1, run: null }, next: null }
}
