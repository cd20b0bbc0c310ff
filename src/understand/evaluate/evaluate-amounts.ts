import type { Quantity } from '../../model/understanding.ts'
import type { LabelledCount, LabelledPhrase, LabelledQuantity } from './labelled.ts'
import { answered, type Failure, found, quote, type Tally, type TaskReport } from './report.ts'

/** Labels are rounded; grams agree when they differ by less than this share. */
const rounding = 1e-6

/** A labelled text with the amounts that were read from it. */
export interface AmountCase {
  id: string
  quantities: LabelledQuantity[]
  counts: LabelledCount[]
  read: Quantity[]
}

interface Plain {
  what: string
  value: number
  words: string
}

/** Masses of documents: substance and grams must both agree. */
export function evaluateMasses(task: string, cases: readonly AmountCase[]): TaskReport {
  return compare(task, cases, (one) => [one.quantities.map(ofMass), readMasses(one.read)])
}

/** Counts that the text gives as a number. */
export function evaluateCounts(task: string, cases: readonly AmountCase[]): TaskReport {
  return compare(task, cases, (one) => [explicit(one.counts), readCounts(one.read)])
}

/** Phrases: every mass and count right, and nothing else. */
export function evaluatePhrases(cases: readonly (AmountCase & LabelledPhrase)[]): TaskReport {
  const failures = cases
    .filter((phrase) => !phrase.negative)
    .flatMap((phrase) => {
      const expected = [...phrase.quantities.map(ofMass), ...explicit(phrase.counts)]
      const read = [...readMasses(phrase.read), ...readCounts(phrase.read)]
      const { missed, wrong } = match(expected, read)
      return missed.length + wrong.length === 0
        ? []
        : [failure(phrase.id, expected, read, `«${phrase.text}»`)]
    })
  return answered('phrases', cases.filter((phrase) => !phrase.negative).length, failures)
}

/** Phrases nothing may come out of. */
export function evaluateNegatives(cases: readonly (AmountCase & LabelledPhrase)[]): TaskReport {
  const negatives = cases.filter((phrase) => phrase.negative)
  const failures = negatives
    .filter(({ read }) => read.length > 0)
    .map((phrase) =>
      failure(phrase.id, [], [...readMasses(phrase.read), ...readCounts(phrase.read)], `«${phrase.text}»`),
    )
  return answered('negative phrases', negatives.length, failures)
}

function compare(
  task: string,
  cases: readonly AmountCase[],
  sides: (one: AmountCase) => [expected: Plain[], read: Plain[]],
): TaskReport {
  const tally: Tally = { hits: 0, wrong: 0, missed: 0 }
  const failures: Failure[] = []
  for (const one of cases) {
    const [expected, read] = sides(one)
    const { missed, wrong } = match(expected, read)
    tally.hits += expected.length - missed.length
    tally.wrong += wrong.length
    tally.missed += missed.length
    if (missed.length + wrong.length > 0)
      failures.push(failure(one.id, missed, wrong, quote(one.read.map((q) => q.evidence))))
  }
  return found(task, cases.length, tally, failures)
}

function match(expected: readonly Plain[], read: readonly Plain[]) {
  const wrong = [...read]
  const missed = expected.filter((want) => {
    const at = wrong.findIndex((got) => got.what === want.what && near(got.value, want.value))
    if (at >= 0) wrong.splice(at, 1)
    return at < 0
  })
  return { missed, wrong }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= rounding * Math.max(Math.abs(a), Math.abs(b))
}

function ofMass({ substance, grams, raw }: LabelledQuantity): Plain {
  return { what: substance, value: grams, words: raw }
}

function explicit(counts: readonly LabelledCount[]): Plain[] {
  return counts
    .filter((count) => count.explicit !== false)
    .map(({ kind, value, raw }) => ({ what: kind, value, words: raw }))
}

function readMasses(read: readonly Quantity[]): Plain[] {
  return read
    .filter((quantity) => quantity.kind === 'MASS')
    .map(({ substance, grams, evidence }) => ({
      what: substance ?? '',
      value: grams ?? 0,
      words: evidence.text,
    }))
}

function readCounts(read: readonly Quantity[]): Plain[] {
  return read
    .filter((quantity) => quantity.kind !== 'MASS')
    .map(({ kind, value, evidence }) => ({ what: kind.toLowerCase(), value, words: evidence.text }))
}

function failure(id: string, expected: readonly Plain[], got: readonly Plain[], evidence: string): Failure {
  return { id, expected: describe(expected), got: describe(got), evidence }
}

function describe(list: readonly Plain[]): string {
  return list.map(({ what, value, words }) => `${what} ${value} «${words}»`).join('; ') || 'nothing'
}
