import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSavedPages } from '../../src/cli/connector/saved-pages.ts'
import { verifySource } from '../../src/cli/connector/verify-source.ts'
import type { Source } from '../../src/connector/types.ts'

/**
 * Everything wrong with one connector file, judged on the pages saved for its sources; empty when all is well.
 * A missing expectation is written and counted as a problem, so that somebody reads it.
 */
export function problemsOf(path: string, sources: Source[], fixtures: string): string[] {
  const saved = sources.map((source) => ({ source, pages: loadSavedPages(join(fixtures, source.id)) }))
  const covered = saved.filter(({ pages }) => pages !== null)
  if (covered.length === 0)
    return [`${path} has no saved page: put page.* and page.meta.json into ${join(fixtures, path)}`]
  return covered.flatMap(({ source, pages }) => {
    const { problems, read } = verifySource(source, pages!)
    return (problems.length > 0 ? problems : compare(join(fixtures, source.id), read)).map(
      (problem) => `${source.id}: ${problem}`,
    )
  })
}

function compare(folder: string, read: object): string[] {
  const expectation = join(folder, 'expected.json')
  const found = `${JSON.stringify(read, null, 2)}\n`
  if (!existsSync(expectation)) {
    writeFileSync(expectation, found)
    return [`${expectation} was written: read it, correct what is wrong, run again`]
  }
  const expected = `${JSON.stringify(JSON.parse(readFileSync(expectation, 'utf8')), null, 2)}\n`
  return expected === found ? [] : [`differs from ${expectation} at ${firstDifference(expected, found)}`]
}

function firstDifference(expected: string, found: string): string {
  const [wanted, got] = [expected.split('\n'), found.split('\n')]
  const line = wanted.findIndex((text, i) => text !== got[i])
  return `line ${line + 1}: expected ${wanted[line]?.trim()}, read ${got[line]?.trim()}`
}
