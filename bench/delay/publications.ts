import { DateTime } from 'luxon'

/**
 * How likely a press service publishes in an hour of its own day, next to the busiest: office hours with a pause at
 * noon, some evening, hardly any night. Assumed, from what the saved pages of the sources show and no more exact.
 */
const byHour = [
  ...[0.04, 0.03, 0.02, 0.02, 0.03, 0.06, 0.15, 0.35, 0.65, 0.95, 1, 1],
  ...[0.8, 0.7, 0.9, 0.95, 0.9, 0.8, 0.55, 0.4, 0.3, 0.2, 0.12, 0.07],
]
/** Each source has habits of its own: hours it is ahead of the others, and what it does on Saturday and Sunday. */
const ahead = [-2, -1, 0, 1, 2]
const weekends = [0.1, 0.35, 1]

/** Seconds since 1970, rising: a Poisson process of `perDay` on a working day, with the habits of the `nth` source. */
export function publicationsOf(
  { perDay, timeZone, nth }: { perDay: number; timeZone: string; nth: number },
  { from, to, random }: { from: number; to: number; random: () => number },
): number[] {
  const daily = byHour.reduce((a, b) => a + b, 0)
  const peak = perDay / daily / 3600
  const times: number[] = []
  const wait = () => -Math.log(1 - random()) / peak
  for (let at = from + wait(); at < to; at += wait()) {
    const local = DateTime.fromSeconds(at, { zone: timeZone })
    const hour = (local.hour + ahead[nth % ahead.length]! + 24) % 24
    const share = byHour[hour]! * (local.weekday > 5 ? weekends[nth % weekends.length]! : 1)
    if (random() < share) times.push(at)
  }
  return times
}

/** Deterministic, 0 ≤ n < 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
