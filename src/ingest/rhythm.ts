import type { SourceFacts } from '../model/source.ts'
import { attentionAt } from './attention.ts'
import { day } from './limits.ts'

/** Least seconds between polls of one source, whatever its rhythm. */
const floorSeconds = 60
/** Of an hourly source a quarter of an hour. */
const rootSeconds = 225
/** How many times `pollEvery` the pause may grow for a source that is silent, and for one that fails. */
const longestQuiet = 6
const longestFailing = 6 * 3_600

export interface Pulse {
  /** Publication times of the newest items, relevant or not; seconds since 1970. */
  published: number[]
  /** Polls in a row without anything new. */
  quietPolls: number
  foundNew: boolean
}

/** Seconds until the next poll of a source that answered: sooner after news, later in silence, at night, on a Sunday. */
export function pauseAfterSuccess(
  { pollEverySeconds, timeZone }: Pick<SourceFacts, 'pollEverySeconds' | 'timeZone'>,
  { published, quietPolls, foundNew }: Pulse,
  now: Date,
  { random, pace = 1 }: { random: () => number; pace?: number },
): number {
  const longest = pollEverySeconds * longestQuiet
  const usual = usualGap(published)
  // Looks pay most where they grow with the root of what is published: an hourly source gets four an hour.
  const byRhythm = usual === null ? pollEverySeconds * 1.3 ** quietPolls : Math.sqrt(usual * rootSeconds)
  const wanted = foundNew ? pollEverySeconds / 2 : Math.min(Math.max(byRhythm, pollEverySeconds), longest)
  const awake = Math.max(wanted, floorSeconds)
  const bounded = Math.min(untilWorth(awake, now, timeZone, longest), longest)
  return Math.max(1, (bounded * (0.9 + 0.2 * random())) / pace)
}

/** Seconds until the next attempt at a source that failed; never sooner than it asked for. */
export function pauseAfterFailure(
  { pollEverySeconds }: Pick<SourceFacts, 'pollEverySeconds'>,
  failures: number,
  retryAfterSeconds: number | null,
  { random, pace = 1 }: { random: () => number; pace?: number },
): number {
  const doubled = Math.max(floorSeconds, pollEverySeconds / 4) * 2 ** Math.min(failures - 1, 10)
  const bounded = Math.min(doubled, Math.max(longestFailing, pollEverySeconds))
  const jittered = Math.max(1, (bounded * (0.75 + 0.5 * random())) / pace)
  return Math.max(jittered, retryAfterSeconds ?? 0)
}

/** Seconds that usually pass between two publications; null when too few are known. */
export function usualGap(published: number[]): number | null {
  const gaps = gapsOf(published)
  return gaps.length < 4 ? null : gaps[Math.floor(gaps.length / 2)]!
}

/**
 * Seconds after which as much attention has gathered as `awake` seconds of a working day: a pause that begins at night
 * ends with the morning.
 */
function untilWorth(awake: number, now: Date, timeZone: string, longest: number): number {
  let gathered = 0
  for (let passed = 0; passed < longest; ) {
    const { share, secondsLeft } = attentionAt(now.getTime() / 1_000 + passed, timeZone)
    if (gathered + share * secondsLeft >= awake) return passed + (awake - gathered) / share
    gathered += share * secondsLeft
    passed += secondsLeft
  }
  return longest
}

/** True when nothing has come for far longer than ever usual: three times the 90th percentile, two days at least. */
export function isOverdue(published: number[], now: number): boolean {
  const gaps = gapsOf(published)
  if (gaps.length < 4) return false
  const long = gaps[Math.floor(gaps.length * 0.9)]!
  return now - Math.max(...published) > Math.max(3 * long, 2 * day)
}

/** Sorted; items of one minute were published together. */
function gapsOf(published: number[]): number[] {
  const newest = published.toSorted((a, b) => b - a).slice(0, 50)
  return newest
    .slice(1)
    .map((at, i) => newest[i]! - at)
    .filter((gap) => gap >= 60)
    .sort((a, b) => a - b)
}
