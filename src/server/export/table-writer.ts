import { stringify } from 'csv-stringify/sync'
import type { ExportFormat } from './export-format.ts'
import type { Row } from './to-rows.ts'

/** What a reader is told when a table breaks off. */
export interface BreakOff {
  message: string
  code: string
}

export interface TableWriter {
  contentType: string
  /** What stands before the first row. */
  head(): string
  rows(rows: Row[]): string
  /** The last line of a table that is not whole. */
  breakOff(error: BreakOff): string
}

export function createTableWriter({ name, bom }: ExportFormat, columns: string[]): TableWriter {
  const mark = bom ? '\uFEFF' : ''
  return name === 'csv' ? csvWriter(columns, mark) : ndjsonWriter(columns, mark)
}

/** RFC 4180. An empty text is `""`, no value is nothing; what a spreadsheet would run gets an apostrophe. */
function csvWriter(columns: string[], mark: string): TableWriter {
  const toCsv = (rows: Row[]) =>
    stringify(rows, {
      record_delimiter: 'windows',
      quoted_match: /^$/,
      escape_formulas: true,
      cast: { boolean: (value) => (value ? 'true' : 'false') },
    })
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: () => mark + toCsv([columns]),
    rows: toCsv,
    breakOff: ({ code, message }) =>
      toCsv([[`#ERROR ${code}: ${message} This table is not whole.`, ...columns.slice(1).map(() => null)]]),
  }
}

function ndjsonWriter(columns: string[], mark: string): TableWriter {
  return {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: () => mark,
    rows: (rows) =>
      rows
        .map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, row[i]])))}\n`)
        .join(''),
    breakOff: ({ code, message }) => `${JSON.stringify({ error: { message, extensions: { code } } })}\n`,
  }
}
