import type { StrategyState } from '../types.ts'

/** What an id walk remembers between polls, under `probe` in the strategy's state. */
export interface ProbeState {
  /** Highest id found; null before the first. */
  last: number | null
  /** Ids below `last` that were missing, ascending, and how many more polls ask for them. */
  holes: { id: number; left: number }[]
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

/** Polls that ask again for an id passed over: a draft gets its number long before it is published. */
const patience = 12

export function readProbeState({ probe }: StrategyState): ProbeState {
  const { last = null, holes = [], vain = 0, run = null } = (probe ?? {}) as Partial<ProbeState>
  return { last, holes, vain, run }
}

/** Id a poll begins with: the holes below the last one found, then the frontier. */
export function startOf(state: ProbeState, limits: WalkLimits): number {
  return state.holes[0]?.id ?? frontier(state, limits)
}

/** Right above the last, or, every second poll in vain, one gap further than before. */
function frontier({ last, vain }: ProbeState, { from, gap }: WalkLimits): number {
  const next = last === null ? from : last + 1
  const ahead = vain % 2 === 1 ? ((vain + 1) / 2 - 1) % reach : -1
  return next + gap * (ahead + 1)
}

/** The state after one id was asked, and the id to ask next; null when the poll has done its share. */
export function advance(
  state: ProbeState,
  { id, found }: { id: number; found: boolean },
  limits: WalkLimits,
): { state: ProbeState; next: number | null } {
  const { last, run } = state
  const isHole = last !== null && id < last
  const holesInRow = found || isHole ? 0 : (run?.holes ?? 0) + 1
  const walk = { asked: (run?.asked ?? 0) + 1, holes: holesInRow, found: found || (run?.found ?? false) }
  const walked = {
    ...state,
    last: found && !isHole ? id : last,
    holes: isHole ? retried(state, id, found) : passedOver(state, id, found, limits),
    run: walk,
  }
  if (walk.asked < limits.probes && walk.holes < limits.gap) {
    const nextHole = state.holes.find((hole) => hole.id > id)?.id ?? frontier(state, limits)
    return { state: walked, next: isHole ? nextHole : id + 1 }
  }
  return { state: { ...walked, vain: walk.found ? 0 : state.vain + 1, run: null }, next: null }
}

function retried({ holes }: ProbeState, id: number, found: boolean): ProbeState['holes'] {
  return holes
    .map((hole) => (hole.id === id ? { id, left: found ? 0 : hole.left - 1 } : hole))
    .filter(({ left }) => left > 0)
}

/** Ids between the last one found and the new one; the nearest of them, so that half a poll is left for new ones. */
function passedOver(
  { last, holes }: ProbeState,
  id: number,
  found: boolean,
  { gap, probes }: WalkLimits,
): ProbeState['holes'] {
  if (!found || last === null) return holes
  const first = Math.max(last + 1, id - gap)
  const fresh = Array.from({ length: id - first }, (_, i) => ({ id: first + i, left: patience }))
  return [...holes, ...fresh].slice(-Math.min(gap, Math.floor(probes / 2)))
}
