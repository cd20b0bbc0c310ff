import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Copy, judge } from '../../../src/ingest/peer/merge.ts'

/** One event at several gateways that follow one another, as far as its copies go. */
class Gateways {
  readonly logs: number[]
  readonly copies: (Copy | null)[]
  /** Times a copy changed because another gateway told. */
  taken = 0
  private clock = 0
  private readonly cursors: Map<string, number>
  private readonly reads: Set<number>
  private readonly links: [from: number, to: number][]

  constructor(count: number, reads: number[], links: [from: number, to: number][]) {
    this.logs = Array(count).fill(0)
    this.copies = Array(count).fill(null)
    this.reads = new Set(reads)
    this.links = links.filter(([from, to]) => from !== to)
    this.cursors = new Map(this.links.map((link) => [String(link), 0]))
  }

  /** The site is read, edited, taken down or put up again: what a gateway that reads it makes of that. */
  happen(gateway: number, what: 'EDIT' | 'WITHDRAW' | 'RESTORE' | 'UNDERSTOOD_AGAIN'): void {
    const known = this.copies[gateway]
    const own = known?.path.length === 0 ? known : null
    const seq = ++this.logs[gateway]!
    const readAt = String(++this.clock).padStart(6, '0')
    const path: string[] = []
    if (!own || what === 'EDIT')
      this.copies[gateway] = { path, seq, readAt, contentHash: `${gateway} ${readAt}`, status: 'PUBLISHED' }
    else if (what === 'WITHDRAW') this.copies[gateway] = { ...own, seq, status: 'WITHDRAWN' }
    else if (what === 'RESTORE') this.copies[gateway] = { ...own, seq, readAt, status: 'PUBLISHED' }
    else this.copies[gateway] = { ...own, seq }
  }

  /** One change told along a link, if there is any that was not. */
  deliver(index: number): boolean {
    const link = this.links[index % this.links.length]!
    const cursor = this.cursors.get(String(link))!
    if (cursor >= this.logs[link[0]]!) return false
    this.cursors.set(String(link), cursor + 1)
    this.tell(...link)
    return true
  }

  tell(from: number, to: number): boolean {
    const told = this.copies[from]
    if (!told) return false
    const copy = { ...told, path: [String(from), ...told.path] }
    const here = { gateway: String(to), reads: this.reads.has(to) }
    const verdict = judge(this.copies[to]!, copy, here)
    if (verdict !== 'NEW' && verdict !== 'BETTER') return false
    this.copies[to] = copy
    this.logs[to]!++
    this.taken++
    return true
  }

  /** Until nobody has anything to tell; returns how many tellings that took. */
  settle(order: (n: number) => number): number {
    for (let tellings = 0; ; ) {
      const pending = this.links.flatMap((link, index) =>
        this.cursors.get(String(link))! < this.logs[link[0]]! ? [index] : [],
      )
      if (pending.length === 0) return tellings
      this.deliver(pending[order(pending.length)]!)
      if (++tellings > 5_000) throw new Error('it does not settle')
    }
  }

  /** Every follower reads from the beginning again; whether that changed anything. */
  resync(): boolean {
    return this.links.filter(([from, to]) => this.tell(from, to)).length > 0
  }
}

const size = fc.integer({ min: 2, max: 5 })
const what = fc.constantFrom('EDIT', 'WITHDRAW', 'RESTORE', 'UNDERSTOOD_AGAIN')
const step = fc.oneof(
  fc.record({ at: fc.nat(20), what: fc.option(what, { nil: null }) }),
  fc.record({ at: fc.nat(20), what: fc.constant(null) }),
)
const scene = size.chain((count) => {
  const gateway = fc.nat(count - 1)
  const ring = Array.from({ length: count }, (_, i): [number, number] => [i, (i + 1) % count])
  const links = fc
    .array(fc.tuple(gateway, gateway), { maxLength: 8 })
    .map((more): [number, number][] => [
      ...new Map([...ring, ...more].map((link) => [String(link), link])).values(),
    ])
  return fc.record({
    count: fc.constant(count),
    links,
    steps: fc.array(step, { maxLength: 60 }),
    order: fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 }),
    readers: fc.uniqueArray(gateway, { minLength: 1, maxLength: count }),
  })
})

function play({
  count,
  links,
  steps,
  order,
  readers,
}: typeof scene extends fc.Arbitrary<infer S> ? S : never) {
  const gateways = new Gateways(count, readers, links)
  for (const { at, what } of steps) {
    if (what) gateways.happen(readers[at % readers.length]!, what)
    else gateways.deliver(at)
  }
  let turn = 0
  gateways.settle((n) => order[turn++ % order.length]! % n)
  return gateways
}

describe('copies of one event at gateways that follow one another in rings', () => {
  test('settle, whatever the order; whoever reads it itself keeps its own reading', () => {
    fc.assert(
      fc.property(scene, (played) => {
        const gateways = play(played)
        for (const reader of played.readers) {
          const copy = gateways.copies[reader]
          if (
            copy &&
            played.steps.some(({ at, what }) => what && played.readers[at % played.readers.length] === reader)
          )
            expect(copy.path).toEqual([])
        }
      }),
      { numRuns: 3_000 },
    )
  })

  test('are all the same, and as now, where one gateway reads it', () => {
    fc.assert(
      fc.property(scene, (played) => {
        const readers = played.readers.slice(0, 1)
        const gateways = play({ ...played, readers })
        const [{ contentHash, status } = { contentHash: null, status: null }] = readers.flatMap(
          (reader) => gateways.copies[reader] ?? [],
        )
        if (contentHash === null) return
        for (const copy of gateways.copies) expect(copy).toMatchObject({ contentHash, status })
        expect(gateways.resync()).toBe(false)
      }),
      { numRuns: 3_000 },
    )
  })

  test('stay as they are when all is read again, once ways are known', () => {
    fc.assert(
      fc.property(scene, (played) => {
        const gateways = play(played)
        let rounds = 0
        while (gateways.resync()) if (++rounds > 2 * played.count) throw new Error('it does not settle')
      }),
      { numRuns: 3_000 },
    )
  })

  test('a ring of three tells each change once to each', () => {
    const gateways = new Gateways(
      3,
      [0],
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
    )
    for (const what of ['EDIT', 'EDIT', 'WITHDRAW', 'RESTORE'] as const) {
      gateways.happen(0, what)
      gateways.settle(() => 0)
    }
    expect(gateways.taken).toBe(8)
    expect(gateways.logs).toEqual([4, 4, 4])
  })
})

describe('of two copies', () => {
  const copy = (changes: Partial<Copy> = {}): Copy => ({
    ...{ path: ['a'], seq: 1, readAt: '2025-01-01', contentHash: 'x', status: 'PUBLISHED' },
    ...changes,
  })
  const here = { gateway: 'me', reads: false }
  const cases: [string, Copy | null, Copy, typeof here, string][] = [
    ['an unknown one is taken', null, copy(), here, 'NEW'],
    [
      'an unknown one is taken also where it once went out from here',
      null,
      copy({ path: ['a', 'me'] }),
      here,
      'NEW',
    ],
    [
      'what went out from here is not taken back',
      copy({ path: [] }),
      copy({ path: ['a', 'me'], contentHash: 'y', readAt: '2026' }),
      here,
      'ECHO',
    ],
    ['equal texts are one', copy(), copy({ path: ['b'], readAt: '2026' }), here, 'SAME'],
    [
      'what is read here stands',
      copy({ path: [] }),
      copy({ contentHash: 'y', readAt: '2026' }),
      { ...here, reads: true },
      'WORSE',
    ],
    [
      'what was read here once gives way to what is newer',
      copy({ path: [] }),
      copy({ contentHash: 'y', readAt: '2026' }),
      here,
      'BETTER',
    ],
    [
      'what was read here once stands against what is older',
      copy({ path: [] }),
      copy({ contentHash: 'y', readAt: '2024' }),
      here,
      'WORSE',
    ],
    [
      'the newer version of one reading stands, also by a longer way',
      copy(),
      copy({ path: ['b', 'a'], contentHash: 'y', readAt: '2026' }),
      here,
      'BETTER',
    ],
    [
      'the older version of one reading does not come back',
      copy(),
      copy({ contentHash: 'y', readAt: '2024' }),
      here,
      'WORSE',
    ],
    [
      'a withdrawal is a later version of the same text',
      copy(),
      copy({ seq: 2, status: 'WITHDRAWN' }),
      here,
      'BETTER',
    ],
    [
      'a version before the withdrawal does not restore it',
      copy({ seq: 2, status: 'WITHDRAWN' }),
      copy(),
      here,
      'WORSE',
    ],
    [
      'of two readings the nearer stands',
      copy({ path: ['b', 'c'] }),
      copy({ contentHash: 'y', readAt: '2024' }),
      here,
      'BETTER',
    ],
    [
      'of two readings the farther does not',
      copy(),
      copy({ path: ['b', 'c'], contentHash: 'y', readAt: '2026' }),
      here,
      'WORSE',
    ],
    [
      'of two readings as near the later stands',
      copy(),
      copy({ path: ['b'], contentHash: 'y', readAt: '2026' }),
      here,
      'BETTER',
    ],
  ]
  test.each(cases)('%s', (_, known, told, where, verdict) => {
    expect(judge(known, told, where)).toBe(verdict)
  })
})
