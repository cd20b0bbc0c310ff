/** Seconds until the next visit to a peer. */
export interface Pacing {
  random: () => number
  pace: number
}

const longestFailing = 600

/** A stream that ended: the gateway restarts, or asks its followers to spread. Not all of them at once. */
export function pauseAfterStream({ random, pace }: Pacing): number {
  return (1 + 2 * random()) / pace
}

/** Where streams do not get through. */
export function pauseBetweenQuestions(everySeconds: number, { random, pace }: Pacing): number {
  return (everySeconds * (0.75 + 0.5 * random())) / pace
}

/** Doubles with each failure in a row, and is never shorter than the peer asks for. */
export function pauseAfterFailure(
  failures: number,
  retryAfterSeconds: number | null,
  { random, pace }: Pacing,
): number {
  const doubled = Math.min(longestFailing, 5 * 2 ** Math.min(failures - 1, 10))
  return Math.max((doubled * (0.75 + 0.5 * random())) / pace, retryAfterSeconds ?? 0)
}
