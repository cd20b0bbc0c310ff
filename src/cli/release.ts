import { writeFile } from 'node:fs/promises'
import { Presets, SingleBar } from 'cli-progress'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { createCache } from '../cache/index.ts'
import { openParts } from '../composition.ts'
import { BadInput } from '../model/errors.ts'
import type { ReleaseContent } from '../read/release-desk.ts'
import { createTranslator } from '../read/translate/create-translator.ts'
import { createReleaseDesk, type DeskPorts } from '../release/compose/create-release-desk.ts'
import { figureNames } from '../release/compose/figure-names.ts'
import { fileName, fullTitle } from '../release/compose/formats/release-words.ts'
import { type ReleaseFormat, releaseFormats, writeRelease } from '../release/compose/formats/write-release.ts'
import { periodFrom } from '../release/compose/release-period.ts'
import { regionsByCode } from '../understand/places/gazetteer.ts'
import { vocabulary } from '../understand/substances/vocabulary.ts'
import type { Session } from './session.ts'

interface Options {
  year?: number
  number?: number
  from?: string
  to?: string
  format: ReleaseFormat
  out?: string
}

export function addRelease(program: Command, session: () => Session): void {
  program
    .command('release')
    .description('compose an Information Release of half a month, or of a period of its own')
    .option('--year <year>', 'year of the release', wholeNumber)
    .option('--number <number>', 'number within the year, 1 to 24: two a month', wholeNumber)
    .option('--from <day>', 'first day, YYYY-MM-DD, of a period of its own')
    .option('--to <day>', 'last day, part of the period')
    .addOption(new Option('--format <format>', 'what to write').choices([...releaseFormats]).default('pdf'))
    .option(
      '-o, --out <file>',
      'where to; a name of its own in this folder when absent, - for standard output',
    )
    .addHelpText(
      'after',
      `
A published release is written as it was published, an edited one as editors left it.

Examples:
  bulletin release --year 2025 --number 7
  bulletin release --from 2025-04-01 --to 2025-04-30 --format docx -o april.docx`,
    )
    .action(async (options: Options) => {
      const wanted = readWanted(options)
      const { config, log } = session()
      await using parts = await openParts(config, log)
      await using cache = createCache({ redisUrl: config.redisUrl ?? undefined, log })
      await using translator = createTranslator({ url: config.translateUrl, cache, clock: parts.ports.clock })
      const bar = progress()
      const content = await compose(wanted, {
        store: parts.store,
        sources: parts.sources,
        translator: config.translateUrl ? translator : null,
        names: figureNames([...vocabulary.values()], [...regionsByCode.values()]),
        now: () => parts.ports.clock.now(),
        onProgress: bar.update,
      }).finally(bar.stop)
      const file = await writeRelease(content.document, options.format)
      const name = options.out ?? `${fileName(content.document)}.${options.format}`
      if (name === '-') process.stdout.write(file)
      else {
        await writeFile(name, file)
        const events = content.document.sections.reduce((sum, { entries }) => sum + entries.length, 0)
        process.stdout.write(
          `${fullTitle(content.document)}: ${events} ${events === 1 ? 'event' : 'events'}, written to ${name}\n`,
        )
      }
      const words = [...content.problems, ...content.document.coverage]
      if (words.length)
        process.stderr.write(`\nLook at\n${words.map((problem) => `  ${problem}`).join('\n')}\n`)
    })
}

type Wanted = { year: number; number: number } | { from: string; to: string }

/** Either a number or a period; whatever else is said is a mistake. */
function readWanted({ year, number, from, to }: Options): Wanted {
  if (from !== undefined && to !== undefined && year === undefined && number === undefined)
    return periodFrom(from, to)
  if (year !== undefined && number !== undefined && from === undefined && to === undefined)
    return { year, number }
  throw new BadInput('Name a release by --year and --number, or a period by --from and --to.')
}

async function compose(wanted: Wanted, ports: DeskPorts): Promise<ReleaseContent> {
  const desk = createReleaseDesk(ports)
  const release =
    'number' in wanted
      ? await desk.release(wanted.year, wanted.number)
      : await desk.period(wanted.from, wanted.to)
  return release!.content()
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}

/** A bar while texts are translated; nothing where nobody looks, or there is nothing to translate. */
function progress(): { update(done: number, total: number): void; stop(): void } {
  if (!process.stderr.isTTY) return { update() {}, stop() {} }
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} texts translated', stream: process.stderr },
    Presets.shades_classic,
  )
  let isShown = false
  return {
    update(done, total) {
      if (!isShown) bar.start(total, 0)
      isShown = true
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}
