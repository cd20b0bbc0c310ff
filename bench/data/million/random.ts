/** 0 ≤ n < 1. */
export type Random = () => number

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Weighted<T> {
  values: readonly T[]
  /** Running totals of the weights. */
  upTo: number[]
}

/** The nth value weighs 1 / n^exponent. */
export function zipf<T>(values: readonly T[], exponent: number): Weighted<T> {
  let total = 0
  const upTo = values.map((_, index) => {
    total += 1 / (index + 1) ** exponent
    return total
  })
  return { values, upTo }
}

export function pick<T>({ values, upTo }: Weighted<T>, random: Random): T {
  const at = random() * upTo.at(-1)!
  let low = 0
  let high = upTo.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle]! > at) high = middle
    else low = middle + 1
  }
  return values[low]!
}
