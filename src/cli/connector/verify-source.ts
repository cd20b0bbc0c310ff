import { runInNewContext } from 'node:vm'
import { strategyNames } from '../../connector/strategy-names.ts'
import type { Source, Strategy } from '../../connector/types.ts'
import { type Expected, toExpectedItem } from './expected-items.ts'
import { judgeItems } from './judge-items.ts'
import { answerFrom, type SavedPages } from './saved-pages.ts'
import { type Visit, visit, visitOffline } from './visit.ts'

export interface Verdict {
  /** Each with the strategy's name before it. */
  problems: string[]
  /** What was read, in the form of `expected.json`. */
  read: Expected
  visits: Map<string, Visit>
}

/** A parser that takes this long hangs; the slowest honest one takes a hundredth of it. */
const defaults = { hangsAfterMs: 20_000 }

/** Runs every strategy of a source over its saved pages and holds the result to what every connector must give. */
export function verifySource(source: Source, saved: SavedPages, { hangsAfterMs } = defaults): Verdict {
  const names = strategyNames(source.strategies)
  const verdict: Verdict = { problems: strayPages(saved, names), read: {}, visits: new Map() }
  source.strategies.forEach((strategy, i) => {
    const name = names[i]!
    const problems = verifyStrategy({ source, strategy, name, saved, hangsAfterMs }, verdict)
    verdict.problems.push(...problems.map((problem) => `${name}: ${problem}`))
  })
  if (verdict.visits.size === 0) verdict.problems.push('no strategy has a saved page')
  return verdict
}

interface Trial {
  source: Source
  strategy: Strategy
  name: string
  saved: SavedPages
  hangsAfterMs: number
}

function verifyStrategy(trial: Trial, verdict: Verdict): string[] {
  const { source, strategy, name, saved } = trial
  if (!saved.pages.some((page) => page.strategy === name))
    return strategy.standard ? [] : ['has selectors or paths of its own, but no saved page']
  try {
    const first = readOnce(trial)
    const again = readOnce(trial)
    const { result } = first
    const items = result.items.map(toExpectedItem)
    verdict.visits.set(name, result)
    verdict.read[name] = items
    return [
      ...unanswered(result, saved, name),
      ...judgeItems(source, strategy, result, saved.fetchedAt),
      ...(JSON.stringify(result) === JSON.stringify(again.result)
        ? []
        : ['reading the same pages twice gives two results']),
      ...(strategy.standard || result.pagesWanted === 0 || result.pagesRead > 0
        ? []
        : ['reads articles by selectors of its own, but no article page is saved']),
      ...first.unasked.map(
        (file) => `${file} was never asked for; asked were ${result.asked.slice(0, 5).join(' , ')}`,
      ),
    ]
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function readOnce({ source, strategy, name, saved, hangsAfterMs }: Trial) {
  const { answer, unasked } = answerFrom(saved, name)
  const limits = { lists: 50, articles: 50 }
  const run = () =>
    visitOffline(visit(source, strategy, limits), ({ request, isFirst }) => answer(request, isFirst))
  // A context with a timeout is the one way to stop code that never yields: a regular expression run wild.
  const result: Visit = runInNewContext('run()', { run }, { timeout: hangsAfterMs })
  return { result, unasked: unasked().map(({ file }) => file) }
}

function unanswered({ asked }: Visit, saved: SavedPages, name: string): string[] {
  const first = asked[0]!
  const own = saved.pages.filter((page) => page.strategy === name)
  const known = own.some(({ url }) => url === undefined || new URL(url).href === new URL(first).href)
  return known
    ? []
    : [`asks ${first} first, but its saved pages answer ${own.map(({ url }) => url).join(' , ')}`]
}

function strayPages({ pages }: SavedPages, names: string[]): string[] {
  return pages
    .filter(({ strategy }) => !names.includes(strategy))
    .map(({ file, strategy }) => `${file} is saved for «${strategy}»; the strategies are ${names.join(', ')}`)
}
