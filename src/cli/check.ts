import type { Command } from 'commander'
import { openFetcher } from '../composition.ts'
import type { Source } from '../connector/types.ts'
import { checkSource, type StrategyCheck } from '../ingest/index.ts'
import { systemClock } from '../model/clock.ts'
import { loadRegistry } from '../registry.ts'
import { parseDate, understand } from '../understand/index.ts'
import { byHost } from './by-host.ts'
import { pickSources } from './pick-sources.ts'
import type { Session } from './session.ts'

export function addCheck(program: Command, session: () => Session): void {
  program
    .command('check')
    .description('see what answers, which strategy works and what it would yield; stores nothing')
    .argument('[source...]', 'ids (kz/polisia-ru) or folders (kz); all when none is named')
    .addHelpText('after', '\nExamples:\n  bulletin check\n  bulletin check kz/polisia-ru')
    .action(async (names: string[]) => {
      const { config, log, signal } = session()
      const sources = pickSources(names, await loadRegistry())
      await using fetcher = openFetcher(config, log)
      const ports = { fetcher, understand, parseDate, clock: systemClock, log, signal }
      const works = await byHost(sources, async (source) => {
        const checks = await checkSource(source, ports)
        process.stdout.write(describe(source, checks))
        return checks.some((check) => check.works)
      })
      const count = works.filter(Boolean).length
      process.stdout.write(`${count} of ${sources.length} sources can be read.\n`)
      if (count < sources.length) process.exitCode = 1
    })
}

function describe({ id, name }: Source, checks: StrategyCheck[]): string {
  return `${id}  ${name}\n${checks.map(describeStrategy).join('')}\n`
}

function describeStrategy({ strategy, works, items, events, rejections, problem }: StrategyCheck): string {
  if (!works) return `  ✗ ${strategy}: ${problem}\n`
  const looked = events.length + rejections.length
  const sample = events.map(({ title, publishedAt, precision }) => {
    return `      ${publishedAt.slice(0, 16)} ${precision.toLowerCase().padEnd(8)} ${title}\n`
  })
  const turnedDown = rejections.map(({ reason, url }) => `      ${reason} ${url ?? ''}\n`)
  return `  ✓ ${strategy}: ${items} items; of the first ${looked}, ${events.length} would be stored\n${sample.join('')}${turnedDown.join('')}`
}
