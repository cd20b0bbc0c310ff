import type { Sample } from './mix.ts'
import { median } from './table.ts'

interface Bar {
  query: string
  server: string
  against: string
  /** Requests a second of `server`, in those of `against`. */
  atLeast?: number
  /** CPU of a request at `server`, in that at `against`. */
  atMost?: number
}

const mercurius = (query: string, atLeast: number): Bar => ({
  ...{ query, server: 'bulletin', against: 'mercurius+jit', atLeast },
})
const lists = ['event by id', 'page 50', 'page 50 with body', 'page 200, 12 fields']

/** What is promised of the mix of queries. */
const bars: Bar[] = [
  mercurius('event by id', 1),
  mercurius('page 50', 1.7),
  mercurius('page 50 with body', 3),
  mercurius('page 200, 12 fields', 5),
  { query: 'page 50', server: 'bulletin', against: 'apollo', atLeast: 6 },
  { query: 'page 200, 12 fields', server: 'bulletin', against: 'apollo', atLeast: 12 },
  ...['event by id', 'page 50', 'page 200, 12 fields'].map((name) => ({
    ...{ query: `${name}, identical`, server: 'bulletin', against: 'bare', atLeast: 0.7 },
  })),
  ...lists.map((query) => ({
    ...{ query, server: 'bulletin', against: 'bulletin (answers not kept)', atMost: 1.1 },
  })),
  ...lists.map((name) => ({
    ...{
      query: `${name}, cold`,
      server: 'bulletin (nothing kept)',
      against: 'mercurius+jit (nothing kept)',
      atLeast: 0.9,
    },
  })),
]

/** Prints each bar beside what was measured; whether all that were measured hold. */
export function printBars(home: string, samples: Map<string, Sample[]>): boolean {
  const lines = bars.flatMap((bar) => {
    const [ours, theirs] = [bar.server, bar.against].map((name) => samples.get(`${bar.query}\n${name}`))
    if (!ours || !theirs) return []
    const of = bar.atMost === undefined ? 'perSecond' : 'cpuMicros'
    const ratio = median(ours.map((each) => each[of])) / median(theirs.map((each) => each[of]))
    const holds = bar.atMost === undefined ? ratio >= bar.atLeast! : ratio <= bar.atMost
    return [{ ...bar, of, ratio, holds }]
  })
  if (!lines.length) return true
  console.log(`\n### ${home}: bars\n\n| query | bar | measured | |\n|---|---|---|---|`)
  for (const { query, server, against, atLeast, atMost, of, ratio, holds } of lines) {
    const bar = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`
    const what = of === 'perSecond' ? 'requests/s' : 'CPU'
    const words = `${what} of ${server} ${bar}× ${against}`
    console.log(`| ${query} | ${words} | ${ratio.toFixed(2)} | ${holds ? 'holds' : '**missed**'} |`)
  }
  return lines.every(({ holds }) => holds)
}
