import type { DocumentEntry, ReleaseDocument } from '../../../model/release-document.ts'
import { type FigureTable, figuresNote, figureTables } from './figure-tables.ts'
import { bylineOf, compiledBy, fullTitle, releaseSubtitle } from './release-words.ts'
import { visibleText } from './visible-text.ts'

/**
 * The release as CommonMark with tables; nothing in a text is taken for markup. Figures come first, so that what
 * follows the first country is events, for whoever imports it.
 */
export function toMarkdown(document: ReleaseDocument): string {
  const { sections, sentence, summary, coverage, figures } = document
  const tables = figureTables(document)
  const blocks = [
    `# ${escaped(fullTitle(document))}`,
    `*${escaped(releaseSubtitle)}*`,
    escaped(compiledBy),
    escaped(sentence),
    ...(summary ? paragraphsOf(summary).map(escaped) : []),
    ...(tables.length
      ? ['## Figures of the period', ...tables.flatMap(tableBlocks), escaped(figuresNote(figures))]
      : []),
    ...(coverage.length ? ['## Coverage', ...coverage.map(escaped)] : []),
    ...sections.flatMap(({ heading, entries }) => [
      `## ${escaped(heading)}`,
      ...entries.flatMap(entryBlocks),
    ]),
  ]
  return `${blocks.join('\n\n')}\n`
}

function entryBlocks(entry: DocumentEntry): string[] {
  return [
    `### ${escaped(entry.title)}`,
    ...entry.paragraphs.map(escaped),
    `*${escaped(bylineOf(entry))}*`,
    ...(entry.url ? [`<${address(entry.url)}>`] : []),
    ...entry.alsoReported.map(({ url, source }) => `Also reported by ${escaped(source)}: <${address(url)}>`),
  ]
}

function tableBlocks({ title, header, rows }: FigureTable): string[] {
  const line = (cells: string[]) => `| ${cells.map(escaped).join(' | ')} |`
  const rule = `| --- |${' ---: |'.repeat(header.length - 1)}`
  return [`### ${escaped(title)}`, [line(header), rule, ...rows.map(line)].join('\n')]
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
}

function escaped(text: string): string {
  return visibleText(text)
    .replace(/[ \t]*\n[ \t]*/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/^(#{1,6}(?=\s|$)|[-+=](?=\s|$)|={2,}|-{2,}|>)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s)/, '$1\\$2')
}

function address(url: string): string {
  return url.replace(/[<>\s]/g, (character) => encodeURIComponent(character))
}
