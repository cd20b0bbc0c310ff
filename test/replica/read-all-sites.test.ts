import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visit, visitLive } from '../../src/cli/connector/visit.ts'
import type { Source } from '../../src/connector/types.ts'
import { createFetcher, type Fetcher } from '../../src/fetch/index.ts'
import { isMemberState, memberStates } from '../../src/model/country.ts'
import { loadRegistry } from '../../src/registry.ts'
import { readCorpus } from './read-corpus.ts'
import { type Replica, startReplica } from './server.ts'

const clock = { now: () => new Date('2026-05-20T09:00:00Z') }
const sources = await loadRegistry()
let replica: Replica
let fetcher: Fetcher

beforeAll(async () => {
  replica = await startReplica({ corpus: readCorpus(), clock })
  fetcher = createFetcher({ hostMap: replica.hostMap, clock })
})
afterAll(async () => {
  await fetcher[Symbol.asyncDispose]()
  await replica[Symbol.asyncDispose]()
})

describe('every source is read from its replica over HTTP', () => {
  test.each(sources.map((source) => [source.id, source] as const))('%s, all of it', async (id, source) => {
    const published = replica.articles(id)
    expect(published.length, 'the corpus has nothing for this source').toBeGreaterThan(0)
    const { items } = await readFirstThatWorks(source)
    expect(items.map(({ title }) => title).sort()).toEqual(published.map(({ title }) => title).sort())
    for (const item of items) expect(item.html ?? item.text, item.url).toBeTruthy()
  })
})

test('the corpus has every member state, nine languages and one off-topic report in five', () => {
  const items = readCorpus().flatMap((file) => file.items)
  const offTopic = items.filter(({ topic }) => topic !== 'drugs').length
  expect(items.length).toBeGreaterThanOrEqual(150)
  expect(new Set(items.map(({ language }) => language)).size).toBeGreaterThanOrEqual(7)
  expect([...new Set(items.map(({ country }) => country).filter(isMemberState))].sort()).toEqual(
    [...memberStates].sort(),
  )
  expect(offTopic / items.length).toBeGreaterThan(0.15)
  expect(offTopic / items.length).toBeLessThan(0.3)
})

test('reports are of the length of press releases', () => {
  const lengths = readCorpus()
    .flatMap((file) => file.items)
    .map(({ title, paragraphs }) => ({ title, words: paragraphs.join(' ').split(/\s+/).length }))
  expect(lengths.filter(({ words }) => words < 60 || words > 250)).toEqual([])
})

async function readFirstThatWorks(source: Source) {
  const failures: string[] = []
  for (const strategy of source.strategies) {
    try {
      const result = await visitLive(
        visit(source, strategy, { lists: 40, articles: 100 }),
        async ({ request }) => fetcher.fetch(request, { allowedHosts: source.hosts }),
      )
      if (result.items.length > 0) return result
      failures.push(`${strategy.kind}: nothing`)
    } catch (error) {
      failures.push(`${strategy.kind}: ${error instanceof Error ? error.message : error}`)
    }
  }
  throw new Error(failures.join('\n'))
}
