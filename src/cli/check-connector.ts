import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { strategyNames } from '../connector/strategy-names.ts'
import type { Source } from '../connector/types.ts'
import { loadRegistry } from '../registry.ts'
import { checkId } from './connector/check-id.ts'
import { describeItems } from './connector/describe-items.ts'
import { judgeItems } from './connector/judge-items.ts'
import { loadSavedPages } from './connector/saved-pages.ts'
import { verifySource } from './connector/verify-source.ts'
import { visit, visitLive } from './connector/visit.ts'

const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

const command = new Command('check:connector')
  .description(
    'Show what a connector yields: items, how full each field is, the first three, and what is wrong.',
  )
  .argument('<id>', 'source, kz/polisia-kk')
  .option('--live', 'ask the site instead of the saved pages: one list page and three articles a strategy')
  .option('--root <folder>', 'project folder to read from', projectFolder)
  .addHelpText('after', '\nExample:\n  npm run check:connector -- kz/polisia-kk --live')
  .action(async (id: string, { live, root }: { live?: boolean; root: string }) => {
    try {
      checkId(id)
      const source = await findSource(id, root)
      const problems = live ? await checkLive(source) : checkSaved(source, join(root, 'test/connectors', id))
      if (problems > 0) process.exitCode = 1
    } catch (error) {
      command.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    }
  })

async function findSource(id: string, root: string): Promise<Source> {
  const sources = await loadRegistry(join(root, 'connectors'))
  const found = sources.find((source) => source.id === id)
  if (found) return found
  throw new Error(
    `there is no source ${id}; there are:\n  ${sources.map((source) => source.id).join('\n  ')}`,
  )
}

function checkSaved(source: Source, folder: string): number {
  const saved = loadSavedPages(folder)
  if (!saved) throw new Error(`no saved page in ${folder}; use --live, or save one (connectors/README.md)`)
  const { problems, visits } = verifySource(source, saved)
  for (const [name, { items }] of visits) console.log(`${source.id} by ${name}: ${describeItems(items)}\n`)
  report(problems)
  return problems.length
}

/** Succeeds when one strategy works: the gateway falls back in the same order. */
async function checkLive(source: Source): Promise<number> {
  const { createFetcher } = await import('../fetch/index.ts')
  await using fetcher = createFetcher({})
  const names = strategyNames(source.strategies)
  let working = 0
  for (const [i, strategy] of source.strategies.entries()) {
    try {
      const result = await visitLive(visit(source, strategy, { lists: 1, articles: 3 }), ({ request }) =>
        fetcher.fetch(request, { allowedHosts: source.hosts }),
      )
      console.log(`${source.id} by ${names[i]}: ${describeItems(result.items)}\n`)
      const problems = judgeItems(source, strategy, result, new Date().toISOString())
      report(problems.map((problem) => `${names[i]}: ${problem}`))
      if (problems.length === 0) working++
    } catch (error) {
      console.log(`${source.id} by ${names[i]}: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  return working > 0 ? 0 : 1
}

function report(problems: string[]): void {
  console.log(
    problems.length === 0
      ? 'All demands hold.'
      : `To do:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
  )
}

await command.parseAsync()
