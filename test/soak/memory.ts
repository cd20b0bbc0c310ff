export interface MemorySample {
  /** Minutes since the start. */
  at: number
  mb: number
}

/** MB a minute over the second half, by least squares: what is filled first is filled by then. */
export function slopeOf(samples: MemorySample[]): number {
  const late = samples.slice(Math.floor(samples.length / 2))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [at, mb] = [mean(late.map((each) => each.at)), mean(late.map((each) => each.mb))]
  const over = late.reduce((sum, each) => sum + (each.at - at) ** 2, 0)
  return over === 0 ? 0 : late.reduce((sum, each) => sum + (each.at - at) * (each.mb - mb), 0) / over
}
