import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { understand } from '../../src/understand/index.ts'
import { itOnLabelled, readLabelled } from './labelled.ts'

/** Short reports and look-alikes in every language, written for this test and labelled by the same rules. */
interface Document {
  id: string
  language: string
  script: string
  relevant: boolean
  category: string[]
  text: string
}

const folder = new URL('texts/', import.meta.url)
const own = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Document),
)

describe('on texts of our own the rules hold the bars', () => {
  const read = measure(own)
  it('there are enough of them, of every language and script', () => {
    expect(own.length).toBeGreaterThanOrEqual(150)
    expect(new Set(own.map(({ language, script }) => `${language}-${script}`)).size).toBe(10)
  })
  it('relevance', () => {
    expect(read.relevance.precision).toBeGreaterThanOrEqual(0.96)
    expect(read.relevance.f1).toBeGreaterThanOrEqual(0.97)
  })
  it('categories', () => expect(read.categories.f1).toBeGreaterThanOrEqual(0.8))
  it('language and script', () => expect(read.language).toBeGreaterThanOrEqual(0.98))
})

describe('on the labelled texts the rules hold the bars', () => {
  itOnLabelled('relevance, categories, language and script', () => {
    const read = measure(readLabelled<Document>('documents.jsonl'))
    expect(read.relevance.precision).toBeGreaterThanOrEqual(0.96)
    expect(read.relevance.f1).toBeGreaterThanOrEqual(0.97)
    expect(read.categories.f1).toBeGreaterThanOrEqual(0.8)
    expect(read.language).toBeGreaterThanOrEqual(0.98)
  })
})

function measure(documents: Document[]) {
  const relevance = { right: 0, wrong: 0, missed: 0 }
  const categories = { right: 0, wrong: 0, missed: 0 }
  let languages = 0
  for (const { text, language, script, relevant, category } of documents) {
    const read = understand({ text })
    if (read.language.language === language && read.language.script === script) languages++
    count(relevance, relevant ? ['relevant'] : [], read.relevance.relevant ? ['relevant'] : [])
    if (relevant)
      count(
        categories,
        category,
        read.categories.map((finding) => finding.category),
      )
  }
  return {
    relevance: rates(relevance),
    categories: rates(categories),
    language: languages / documents.length,
  }
}

interface Counts {
  right: number
  wrong: number
  missed: number
}

function count(counts: Counts, expected: string[], found: string[]): void {
  counts.right += found.filter((each) => expected.includes(each)).length
  counts.wrong += found.filter((each) => !expected.includes(each)).length
  counts.missed += expected.filter((each) => !found.includes(each)).length
}

function rates({ right, wrong, missed }: Counts) {
  return { precision: right / (right + wrong), f1: (2 * right) / (2 * right + wrong + missed) }
}
