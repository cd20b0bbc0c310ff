import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { openParts, type Parts } from '../composition.ts'
import { createFetchItems, sourceOf } from '../ingest/index.ts'
import { BadInput, BulletinError } from '../model/errors.ts'
import { importDocument } from '../release/import/import-document.ts'
import type { ImportReport } from '../release/import/ports.ts'
import type { Session } from './session.ts'
import { table } from './table.ts'

interface Options {
  fetch: boolean
  url?: string
}

export function addImport(program: Command, session: () => Session): void {
  program
    .command('import')
    .description('store the events of Information Releases and press releases: PDF, text or Markdown')
    .argument('<file...>', 'documents; importing one twice changes nothing')
    .option('--no-fetch', 'store what the documents say, without asking the sites for the originals')
    .option('--url <address>', 'address of a press release that prints none')
    .addHelpText(
      'after',
      '\nExamples:\n  bulletin import release-7.pdf\n  bulletin import --no-fetch archive/*.txt',
    )
    .action(async (files: string[], options: Options) => {
      if (options.url && files.length > 1)
        throw new BadInput('--url is the address of one document; import it alone.')
      const { config, log } = session()
      await using parts = await openParts(config, log)
      const reports: ImportReport[] = []
      for (const file of files) {
        const report = await importFile(file, options, parts)
        if (report) reports.push(report)
        else process.exitCode = 1
      }
      if (reports.length > 0) process.stdout.write(`${toTable(reports)}\n${toProblems(reports)}`)
    })
}

/** One bad file never keeps the others out. */
async function importFile(
  path: string,
  { fetch, url }: Options,
  { sources, others, store, ports }: Parts,
): Promise<ImportReport | null> {
  const bar = process.stderr.isTTY
    ? new SingleBar(
        { format: '{bar} {value}/{total} originals · {file}', stream: process.stderr },
        Presets.shades_classic,
      )
    : null
  try {
    const bytes = await readFile(path).catch((error: Error) => {
      throw new BadInput(`${path} cannot be read: ${error.message}`)
    })
    const file = { name: basename(path), bytes }
    return await importDocument(
      file,
      {
        store,
        clock: ports.clock,
        understand: ports.understand,
        fetchItems: fetch ? createFetchItems({ ...ports, sources }) : null,
        sourceOf: (address) => sourceOf(address, [...sources, ...others]),
        onProgress: (done, total) => {
          if (done === 1) bar?.start(total, 0, { file: file.name })
          bar?.update(done)
        },
      },
      { url },
    )
  } catch (error) {
    if (!(error instanceof BulletinError)) throw error
    process.stderr.write(`bulletin: ${error.message}\n`)
    return null
  } finally {
    bar?.stop()
  }
}

function toTable(reports: ImportReport[]): string {
  const header = ['file', 'what', 'events', 'added', 'revised', 'unchanged', 'attached', 'originals']
  return table(
    header,
    reports.map((report) => [
      report.file,
      report.title.length > 60 ? `${report.title.slice(0, 59)}…` : report.title,
      report.events,
      report.added,
      report.revised,
      report.unchanged,
      report.attached,
      report.fetched,
    ]),
  )
}

function toProblems(reports: ImportReport[]): string {
  return reports
    .filter(({ problems }) => problems.length > 0)
    .map(
      ({ file, problems }) => `\n${file}: look at\n${problems.map((problem) => `  ${problem}`).join('\n')}\n`,
    )
    .join('')
}
