import type { Evidence } from '../../model/understanding.ts'

export interface Failure {
  id: string
  expected: string
  got: string
  /** Words of the text the answer, or the label, rests on. */
  evidence: string
}

/** The figures of one task; precision, recall and F1 where it finds things, accuracy where it answers one question. */
export interface TaskReport {
  task: string
  /** Questions asked: documents, phrases, dates. */
  cases: number
  precision?: number
  recall?: number
  f1?: number
  accuracy?: number
  failures: Failure[]
}

export interface Tally {
  hits: number
  wrong: number
  missed: number
}

export function found(
  task: string,
  cases: number,
  { hits, wrong, missed }: Tally,
  failures: Failure[],
): TaskReport {
  const precision = hits + wrong === 0 ? 1 : hits / (hits + wrong)
  const recall = hits + missed === 0 ? 1 : hits / (hits + missed)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { task, cases, precision, recall, f1, failures }
}

export function answered(task: string, cases: number, failures: Failure[]): TaskReport {
  return { task, cases, accuracy: cases === 0 ? 1 : 1 - failures.length / cases, failures }
}

export function quote(evidence: readonly Evidence[]): string {
  return evidence
    .slice(0, 4)
    .map(({ text }) => `«${text}»`)
    .join(' ')
}
