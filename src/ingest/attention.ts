import { DateTime } from 'luxon'

/**
 * What a look is worth in each hour of a press service's day, next to office hours: the root of how much is published
 * then, which with the same number of looks finds news soonest.
 */
const byHour = [
  ...[0.3, 0.3, 0.3, 0.3, 0.3, 0.35, 0.45, 0.6, 0.8, 1, 1, 1],
  ...[1, 1, 1, 1, 1, 1, 0.8, 0.65, 0.55, 0.5, 0.4, 0.35],
]
/** Saturday and Sunday, next to a working day. */
const weekend = 0.6

/** `at` in seconds since 1970; `secondsLeft` of the hour it lies in. */
export function attentionAt(at: number, timeZone: string): { share: number; secondsLeft: number } {
  const { hour, minute, second, millisecond, weekday } = DateTime.fromMillis(at * 1_000, { zone: timeZone })
  const secondsLeft = 3_600 - minute * 60 - second - millisecond / 1_000
  return { share: byHour[hour]! * (weekday > 5 ? weekend : 1), secondsLeft }
}
