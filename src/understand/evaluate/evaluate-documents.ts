import type { Understanding } from '../../model/understanding.ts'
import { regionsByCode } from '../places/gazetteer.ts'
import type { LabelledDocument } from './labelled.ts'
import { answered, type Failure, found, quote, type TaskReport } from './report.ts'

/** A labelled document and what was read from it. */
export interface DocumentCase {
  document: LabelledDocument
  read: Understanding
}

export function evaluateRelevance(cases: readonly DocumentCase[]): TaskReport {
  const tally = { hits: 0, wrong: 0, missed: 0 }
  const failures: Failure[] = []
  for (const { document, read } of cases) {
    const { relevant, score, evidence } = read.relevance
    if (relevant && document.relevant) tally.hits++
    if (relevant === document.relevant) continue
    if (relevant) tally.wrong++
    else tally.missed++
    const got = `${relevant ? 'relevant' : 'not relevant'} (${score.toFixed(2)})`
    failures.push({
      id: document.id,
      expected: document.relevant ? 'relevant' : 'not relevant',
      got,
      evidence: quote(evidence),
    })
  }
  return found('relevance', cases.length, tally, failures)
}

export function evaluateLanguage(cases: readonly DocumentCase[]): TaskReport {
  return answers('language and script', cases, ({ document, read }) => [
    `${document.language}-${document.script}`,
    `${read.language.language}-${read.language.script}`,
  ])
}

export function evaluateCountry(cases: readonly DocumentCase[]): TaskReport {
  return answers('country', cases, ({ document, read }) => [
    document.country ?? 'none',
    read.country ?? 'none',
  ])
}

export function evaluateRegion(cases: readonly DocumentCase[]): TaskReport {
  return answers('region', cases, ({ document, read }) => [
    document.region ?? 'none',
    regionsByCode.get(read.region ?? '')?.name ?? 'none',
  ])
}

/** Micro-averaged over the categories of relevant documents. */
export function evaluateCategories(cases: readonly DocumentCase[]): TaskReport {
  const tally = { hits: 0, wrong: 0, missed: 0 }
  const failures: Failure[] = []
  const relevant = cases.filter(({ document }) => document.relevant)
  for (const { document, read } of relevant) {
    const got = read.categories.map((finding) => finding.category)
    const missed = document.category.filter((category) => !got.includes(category))
    const wrong = read.categories.filter((finding) => !document.category.includes(finding.category))
    tally.hits += document.category.length - missed.length
    tally.wrong += wrong.length
    tally.missed += missed.length
    if (missed.length + wrong.length === 0) continue
    const evidence = wrong.map((finding) => `${finding.category}: ${quote(finding.evidence)}`).join('; ')
    failures.push({
      id: document.id,
      expected: document.category.join(' '),
      got: got.join(' ') || 'none',
      evidence,
    })
  }
  return found('categories', relevant.length, tally, failures)
}

function answers(
  task: string,
  cases: readonly DocumentCase[],
  sides: (one: DocumentCase) => [expected: string, got: string],
): TaskReport {
  const failures = cases.flatMap((one) => {
    const [expected, got] = sides(one)
    const evidence = task === 'language and script' ? one.document.text.slice(0, 80) : placesOf(one.read)
    return expected === got ? [] : [{ id: one.document.id, expected, got, evidence }]
  })
  return answered(task, cases.length, failures)
}

function placesOf({ places }: Understanding): string {
  return places.map(({ region, country, evidence }) => `${region ?? country} «${evidence.text}»`).join('; ')
}
