export interface Figures {
  /** Delivered a second. */
  rate: number
  /** Of what should have been delivered. */
  share: number
  /** Microseconds of the server's CPU a message. */
  cpu: number
  /** Milliseconds from the instant a message was due until it was read. */
  p50: number
  p99: number
  /** Most memory during the run less that before it, MB. */
  growth: number
  sample: string
}

export function medianOf(figures: Figures[]): Figures {
  const keys = ['rate', 'share', 'cpu', 'p50', 'p99', 'growth'] as const
  const of = (key: (typeof keys)[number]) =>
    figures.map((each) => each[key]).sort((a, b) => a - b)[figures.length >> 1]!
  return { ...figures[0]!, ...Object.fromEntries(keys.map((key) => [key, of(key)])) }
}

export function shown({ rate, share, cpu, p50, p99, growth }: Figures) {
  const [p50ms, p99ms] = [p50, p99].map((value) => Number(value.toFixed(1)))
  return {
    ...{ rate: Math.round(rate), share: Number(share.toFixed(3)), 'cpu µs': Number(cpu.toFixed(2)) },
    ...{ 'p50 ms': p50ms, 'p99 ms': p99ms, 'growth MB': Number(growth.toFixed(1)) },
  }
}
