import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { openParts } from '../composition.ts'
import { type UnderstandAgainProgress, understandAgain } from '../ingest/index.ts'
import { importedDocuments } from '../release/imported-source.ts'
import { rules } from '../understand/index.ts'
import { parseDay } from './parse-day.ts'
import { pickSources } from './pick-sources.ts'
import type { Session } from './session.ts'

interface Options {
  since: string
  source: string[]
  dryRun: boolean
  all: boolean
}

export function addUnderstand(program: Command, session: () => Session): void {
  program
    .command('understand')
    .description(
      'read stored reports with the rules of this version, and look again at what was turned down as off topic',
    )
    .requiredOption('--since <date>', 'first day of publication wanted, YYYY-MM-DD')
    .option('--source <id>', 'only this source, or folder of sources; can be given again', collect, [])
    .option('--dry-run', 'tell what would change, and change nothing', false)
    .option('--all', 'also what these very rules have read already', false)
    .addHelpText(
      'after',
      `
Readers are told of the reports that are understood otherwise than before, and of no others.
Run again after an interruption, it goes on from there.

Examples:
  bulletin understand --since 2025-01-01 --dry-run
  bulletin understand --since 2025-01-01 --source kz`,
    )
    .action(async ({ since, source, dryRun, all }: Options) => {
      const from = parseDay(since)
      const { config, log, signal } = session()
      await using parts = await openParts(config, log)
      const others = [...parts.others, importedDocuments]
      const known = [...parts.sources, ...others]
      const sourceIds = source.length > 0 ? pickSources(source, known).map(({ id }) => id) : undefined
      const ports = { ...parts.ports, store: parts.store, sources: parts.sources, others, rules, signal }
      const show = progressBar()
      let last: UnderstandAgainProgress | null = null
      try {
        for await (last of understandAgain({ since: from, sourceIds, dryRun, all }, ports)) show.update(last)
      } finally {
        show.stop()
      }
      if (last) process.stdout.write(summary(last, dryRun))
      if (last?.failed) process.exitCode = 1
    })
}

function collect(id: string, ids: string[]): string[] {
  return [...ids, id]
}

function summary(progress: UnderstandAgainProgress, dryRun: boolean): string {
  const { seen, skipped, revised, offTopic, failed, turnedDown, added } = progress
  const [revise, add] = dryRun ? ['would be revised', 'would be events'] : ['revised', 'are events now']
  const parts = [
    `rules ${rules}: ${seen} reports, ${skipped} already read by them, ${revised} ${revise}`,
    ...(offTopic ? [`${offTopic} of these no longer judged of the sphere (they stay, marked so)`] : []),
    ...(failed ? [`${failed} could not be read (see the log)`] : []),
    `${turnedDown} turned down as off topic, ${added} of them ${add}`,
  ]
  return `${parts.join('; ')}.\n`
}

/** A bar over the reports on a terminal, a line a batch elsewhere. */
function progressBar(): { update(progress: UnderstandAgainProgress): void; stop(): void } {
  if (!process.stderr.isTTY)
    return {
      update: ({ seen, total, revised, turnedDown, added }) =>
        void process.stderr.write(
          `${seen}/${total} reports, ${revised} revised; ${turnedDown} turned down, ${added} taken up\n`,
        ),
      stop() {},
    }
  const format =
    '{bar} {value}/{total} reports · {revised} revised · {turnedDown} turned down, {added} taken up · {eta_formatted}'
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic)
  let started = false
  return {
    update: (progress) => {
      if (!started) bar.start(progress.total, 0, progress)
      started = true
      bar.update(progress.seen, progress)
    },
    stop: () => bar.stop(),
  }
}
