/** What came of one request. */
export interface Outcome {
  kind: string
  /** Milliseconds since the start. */
  from: number
  to: number
  /** Why there was no answer, with the code it was told with; null for an answer. */
  failure: string | null
}

export interface Tally {
  note(outcome: Outcome): void
  /** An answer that says what is not so. */
  wrong: string[]
  outcomes: Outcome[]
  /** What was harmed, and until when its marks may show. */
  faults: { name: string; from: number; to: number }[]
}

export function createTally(): Tally {
  const outcomes: Outcome[] = []
  return { outcomes, wrong: [], faults: [], note: (outcome) => void outcomes.push(outcome) }
}

/** Failures that no fault explains: none was under way at any moment of the request. */
export function unexplained({ outcomes, faults }: Tally): Outcome[] {
  return outcomes.filter(
    ({ failure, from, to }) =>
      failure !== null && !faults.some((fault) => from <= fault.to && to >= fault.from),
  )
}

export function summaryOf({ outcomes }: Tally) {
  return Object.entries(Object.groupBy(outcomes, ({ kind }) => kind)).map(([kind, all = []]) => {
    const took = all.map(({ from, to }) => to - from).sort((a, b) => a - b)
    const failed = all.filter(({ failure }) => failure !== null)
    return {
      kind,
      requests: all.length,
      failed: failed.length,
      codes: [...new Set(failed.map(({ failure }) => failure))].join(', '),
      'p50 ms': Math.round(took[Math.floor(took.length / 2)] ?? 0),
      'p99 ms': Math.round(took[Math.floor(took.length * 0.99)] ?? 0),
    }
  })
}
