import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { DocumentEntry, ReleaseDocument } from '../../../model/release-document.ts'
import { releasePlots } from '../plots/release-plots.ts'
import type { SvgPlot } from '../plots/svg-plot.ts'
import { toPng } from '../plots/to-png.ts'
import { periodWords } from '../release-period.ts'
import { type FigureTable, figuresNote, figureTables } from './figure-tables.ts'
import {
  bylineOf,
  compiledBy,
  fullTitle,
  numberWords,
  releaseSubtitle,
  releaseTitle,
} from './release-words.ts'
import { visibleText } from './visible-text.ts'

/** The release as a Word document that an editor can go on with: headings, a table of contents, real tables. */
export async function toDocx(document: ReleaseDocument): Promise<Buffer> {
  const { sections, sentence, summary, coverage } = document
  const title = plain(fullTitle(document))
  const children: FileChild[] = [
    ...cover(document),
    new Paragraph({ text: 'Contents', heading: HeadingLevel.TITLE, pageBreakBefore: true }),
    new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2' }),
    // Shown until the program that opens it has made the table.
    ...sections.flatMap(({ heading, entries }) => [
      line(`${heading}: ${entries.length}`, { bold: true }),
      ...entries.map((entry) => line(`${entry.ordinal}. ${entry.title}`)),
    ]),
    new Paragraph({ text: plain(sentence), pageBreakBefore: true, spacing: { after: 200 } }),
    ...(summary?.split(/\n\s*\n/) ?? []).map((text) => line(text)),
    ...sections.flatMap(({ heading, entries }) => [
      new Paragraph({ text: plain(heading), heading: HeadingLevel.HEADING_1 }),
      ...entries.flatMap(entryBlocks),
    ]),
    ...figures(document),
    ...(coverage.length
      ? [
          new Paragraph({ text: 'COVERAGE', heading: HeadingLevel.HEADING_1 }),
          ...coverage.map((text) => line(text)),
        ]
      : []),
  ]
  const file = new Document({
    title,
    creator: 'Bulletin',
    lastModifiedBy: 'Bulletin',
    styles: styles(),
    features: { updateFields: true },
    sections: [
      {
        properties: { titlePage: true },
        headers: {
          default: new Header({ children: [line(title, { size: 16, color: '52606D' })] }),
          first: new Header({ children: [] }),
        },
        footers: { default: new Footer({ children: [pageNumber()] }), first: new Footer({ children: [] }) },
        children,
      },
    ],
  })
  return Packer.toBuffer(file)
}

function cover(document: ReleaseDocument): Paragraph[] {
  const at = (text: string, size: number, before: number, bold = false) =>
    new Paragraph({
      spacing: { before, after: 120 },
      children: [
        new TextRun({ text: plain(text), size, bold, color: bold ? '1D4E79' : '1F2933', font: 'Noto Sans' }),
      ],
    })
  return [
    at(numberWords(document) ?? '', 30, 3200),
    at(releaseTitle.toUpperCase(), 76, 120, true),
    at(releaseSubtitle, 28, 200),
    at(periodWords(document), 44, 700, true),
    at(compiledBy, 19, 3000),
  ]
}

function entryBlocks(entry: DocumentEntry): Paragraph[] {
  const addresses = [
    ...(entry.url ? [{ before: '', url: entry.url }] : []),
    ...entry.alsoReported.map(({ url, source }) => ({ before: `Also reported by ${source}: `, url })),
  ]
  return [
    new Paragraph({ text: plain(entry.title), heading: HeadingLevel.HEADING_2 }),
    ...entry.paragraphs.map((text) => line(text)),
    line(bylineOf(entry), { size: 17, color: '52606D' }),
    ...addresses.map(
      ({ before, url }) =>
        new Paragraph({
          children: [
            new TextRun({ text: plain(before), size: 17, color: '52606D' }),
            new ExternalHyperlink({
              link: url,
              children: [new TextRun({ text: plain(url), size: 17, style: 'Hyperlink' })],
            }),
          ],
        }),
    ),
  ]
}

function figures(document: ReleaseDocument): FileChild[] {
  const { map, charts } = releasePlots(document)
  const tables = figureTables(document)
  const plots = [...(map ? [map] : []), ...charts]
  if (!plots.length && !tables.length) return []
  return [
    new Paragraph({ text: 'FIGURES OF THE PERIOD', heading: HeadingLevel.HEADING_1, pageBreakBefore: true }),
    ...plots.flatMap(picture),
    ...tables.flatMap(tableBlocks),
    line(figuresNote(document.figures), { size: 17, color: '52606D' }),
  ]
}

function picture(plot: SvgPlot): Paragraph[] {
  const width = 600
  return [
    new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: toPng(plot),
          transformation: { width, height: Math.round((width * plot.height) / plot.width) },
          altText: { title: plot.title, description: plot.title, name: plot.title },
        }),
      ],
    }),
    line(plot.title, { size: 17, color: '52606D' }),
  ]
}

function tableBlocks({ title, header, rows }: FigureTable): FileChild[] {
  const row = (cells: string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map(
        (text, i) =>
          new TableCell({
            margins: { left: 80, right: 80, top: 30, bottom: 30 },
            children: [
              new Paragraph({
                alignment: i === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
                children: [new TextRun({ text: plain(text), bold: isHeader, size: 17 })],
              }),
            ],
          }),
      ),
    })
  return [
    new Paragraph({ text: plain(title), heading: HeadingLevel.HEADING_3 }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [row(header, true), ...rows.map((cells) => row(cells, false))],
    }),
    line(''),
  ]
}

function line(text: string, look: { bold?: boolean; size?: number; color?: string } = {}): Paragraph {
  return new Paragraph({ spacing: { after: 100 }, children: [new TextRun({ text: plain(text), ...look })] })
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: 16, color: '52606D' })],
  })
}

function styles() {
  const heading = (size: number, color: string, before: number) => ({
    run: { font: 'Noto Sans', bold: true, size, color },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  })
  return {
    default: {
      document: { run: { font: 'Noto Serif', size: 21, color: '1F2933' } },
      title: heading(36, '1D4E79', 200),
      heading1: heading(28, '1D4E79', 400),
      heading2: heading(23, '1F2933', 280),
      heading3: heading(20, '1F2933', 240),
    },
  }
}

function plain(text: string): string {
  return visibleText(text).replace(/\s*\n\s*/g, ' ')
}
