import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluate } from '../understand/evaluate/evaluate.ts'
import { type Labelled, parseLines } from '../understand/evaluate/labelled.ts'
import type { TaskReport } from '../understand/evaluate/report.ts'
import { rules, understand } from '../understand/index.ts'

const help = `Measures how well texts are understood, on a folder of labelled ones.

npm run evaluate [-- --json] [FOLDER]

FOLDER   holds documents.jsonl, quantities.jsonl, dates.jsonl (default ../shared/labelled)
--json   machine-readable: {rules, folder, tasks: [{task, cases, precision, recall, f1 | accuracy, failures}]}
--brief  figures only, no failures
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, brief: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})

if (values.help) process.stdout.write(help)
else run(resolve(positionals[0] ?? '../shared/labelled'))

function run(folder: string): void {
  const labelled = read(folder)
  if (labelled.documents.length + labelled.phrases.length + labelled.dates.length === 0) {
    process.stderr.write(
      `No labelled texts in ${folder}: documents.jsonl, quantities.jsonl and dates.jsonl are missing or empty.\n`,
    )
    process.exitCode = 1
    return
  }
  const tasks = evaluate(labelled, understand)
  if (values.json) process.stdout.write(`${JSON.stringify({ rules, folder, tasks }, null, 2)}\n`)
  else process.stdout.write(tasks.map(print).join(''))
}

function read(folder: string): Labelled {
  const lines = <T>(name: string): T[] => {
    const path = join(folder, name)
    return existsSync(path) ? parseLines<T>(readFileSync(path, 'utf8'), name) : []
  }
  return {
    documents: lines('documents.jsonl'),
    phrases: lines('quantities.jsonl'),
    dates: lines('dates.jsonl'),
  }
}

function print({ task, cases, precision, recall, f1, accuracy, failures }: TaskReport): string {
  const figures =
    accuracy === undefined
      ? `precision ${figure(precision)}  recall ${figure(recall)}  F1 ${figure(f1)}`
      : `right ${figure(accuracy)}`
  const head = `${task.padEnd(24)} ${String(cases).padStart(4)} cases  ${figures}\n`
  if (values.brief) return head
  return (
    head +
    failures
      .map(
        ({ id, expected, got, evidence }) =>
          `  ${id}  expected ${expected}\n    got ${got}\n    ${evidence}\n`,
      )
      .join('')
  )
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(3)
}
