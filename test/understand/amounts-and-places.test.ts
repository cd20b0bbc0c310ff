import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/understand/evaluate/evaluate.ts'
import { type LabelledDocument, parseLines } from '../../src/understand/evaluate/labelled.ts'
import { understand } from '../../src/understand/index.ts'

/** Reports written for this test and labelled before they were read, by the rules of the labelled set. */
function read(name: string): LabelledDocument[] {
  return parseLines(readFileSync(new URL(`texts/${name}`, import.meta.url), 'utf8'), name)
}

describe.each([
  ['reports the rules were developed on', 'reports-developed-on.jsonl', 120],
  ['reports written after the rules', 'reports-first-seen.jsonl', 59],
])('on %s the bars hold', (_, name, least) => {
  const documents = read(name)
  const tasks = new Map(
    evaluate({ documents, phrases: [], dates: [] }, understand).map((report) => [report.task, report]),
  )
  const told = (task: string) => JSON.stringify(tasks.get(task)!.failures, null, 1)

  it('there are enough of them', () => expect(documents.length).toBeGreaterThanOrEqual(least))
  it('amounts: substance and grams exact', () =>
    expect(tasks.get('quantities in documents')!.f1, told('quantities in documents')).toBeGreaterThanOrEqual(
      0.92,
    ))
  it('counts', () =>
    expect(tasks.get('counts in documents')!.f1, told('counts in documents')).toBeGreaterThanOrEqual(0.9))
  it('country', () => expect(tasks.get('country')!.accuracy, told('country')).toBeGreaterThanOrEqual(0.95))
  it('region', () => expect(tasks.get('region')!.accuracy, told('region')).toBeGreaterThanOrEqual(0.9))
  it('language and script', () =>
    expect(tasks.get('language and script')!.accuracy, told('language and script')).toBeGreaterThanOrEqual(
      0.98,
    ))
})
