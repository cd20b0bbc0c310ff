/** Steps between the shortest and the longest life. */
const steps = 200

/**
 * How long each connection may live: about the given time, spread so that their ends do not meet. In steps, since
 * timers of one length share a list and ten thousand lengths would be ten thousand lists. `random`: 0 ≤ n < 1.
 */
export function createLifetimes(aboutMs: number, random: () => number): () => number {
  return () => Math.round(aboutMs * (0.9 + (0.2 * Math.floor(random() * steps)) / steps))
}
