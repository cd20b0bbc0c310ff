import type { ReleaseDocument } from '../../../../model/release-document.ts'
import { releasePlots } from '../../plots/release-plots.ts'
import type { SvgPlot } from '../../plots/svg-plot.ts'
import { toPng } from '../../plots/to-png.ts'
import { figureTables } from '../figure-tables.ts'
import { fullTitle } from '../release-words.ts'
import { contentsLines, drawContents } from './contents.ts'
import { drawCover } from './cover.ts'
import { drawSection } from './entries.ts'
import { type DrawnPlots, drawFigures } from './figures.ts'
import { colours, contentWidth, heading, margins, openPdf, type Pdf } from './page.ts'
import { leadHeight, paragraph } from './paragraph.ts'
import { drawRunningHeads } from './running-heads.ts'

/** The release as a bulletin to be printed. The same document gives the same bytes. */
export async function toPdf(document: ReleaseDocument): Promise<Buffer> {
  // Set twice: only then is it known on which page everything stands.
  const plots = drawnPlots(document)
  const { pages } = lay(document, plots, () => null)
  const { pdf } = lay(document, plots, (to) => pages.get(to) ?? null)
  const bytes = collect(pdf)
  pdf.end()
  return bytes
}

function lay(
  document: ReleaseDocument,
  plots: DrawnPlots,
  pageOf: (to: string) => number | null,
): { pdf: Pdf; pages: Map<string, number> } {
  const title = fullTitle(document)
  const pdf = openPdf({ title, date: new Date(`${document.to}T12:00:00Z`) })
  const pages = notePages(pdf)
  const sections = noteSections(pdf)
  const hasFigures = plots.map !== null || plots.charts.length > 0 || figureTables(document).length > 0

  drawCover(pdf, document)
  sections.enter('Contents')
  pdf.addPage()
  drawContents(pdf, contentsLines(document, hasFigures), pageOf)
  sections.enter('')
  pdf.addPage()
  drawOpening(pdf, document)
  for (const section of document.sections) {
    sections.enter(section.name)
    drawSection(pdf, section)
  }
  sections.enter('Figures')
  if (hasFigures) {
    pdf.addPage()
    drawFigures(pdf, document, plots)
  }
  sections.enter('Coverage')
  if (document.coverage.length) {
    heading(pdf, 'COVERAGE', 'coverage', leadHeight(pdf, document.coverage[0], 9.5))
    for (const sentence of document.coverage) paragraph(pdf, sentence, { size: 9.5 })
  }
  addOutline(pdf, document, pages, hasFigures)
  drawRunningHeads(pdf, title, sections.of)
  return { pdf, pages }
}

function drawnPlots(document: ReleaseDocument): DrawnPlots {
  const drawn = new Map<SvgPlot, Buffer>()
  const png = (plot: SvgPlot) => {
    const known = drawn.get(plot) ?? toPng(plot)
    drawn.set(plot, known)
    return known
  }
  return { ...releasePlots(document), png }
}

function drawOpening(pdf: Pdf, { sentence, summary }: ReleaseDocument): void {
  pdf.font('serif').fontSize(12).fillColor(colours.ink)
  pdf.text(sentence, margins.left, margins.top, { width: contentWidth, lineGap: 3 })
  pdf.y += 8
  for (const text of summary?.split(/\n\s*\n/) ?? []) paragraph(pdf, text)
}

/** On which page, from 1, each named destination stands. */
function notePages(pdf: Pdf): Map<string, number> {
  const pages = new Map<string, number>()
  const add = pdf.addNamedDestination.bind(pdf)
  pdf.addNamedDestination = (name: string, ...rest: unknown[]) => {
    pages.set(name, pdf.bufferedPageRange().count)
    Reflect.apply(add, pdf, [name, ...rest])
  }
  return pages
}

/** Which section a page's head names: the one that was open when the page began. */
function noteSections(pdf: Pdf): { enter(name: string): void; of(page: number): string } {
  const names: string[] = []
  let current = ''
  pdf.on('pageAdded', () => names.push(current))
  return {
    enter(name) {
      current = name
    },
    of: (page) => names[page] ?? '',
  }
}

function addOutline(
  pdf: Pdf,
  { sections, coverage }: ReleaseDocument,
  pages: Map<string, number>,
  hasFigures: boolean,
): void {
  const entries = [
    ...sections.map(({ heading, country }) => [heading, `country-${country}`] as const),
    ...(hasFigures ? [['FIGURES OF THE PERIOD', 'figures'] as const] : []),
    ...(coverage.length ? [['COVERAGE', 'coverage'] as const] : []),
  ]
  for (const [title, to] of entries) {
    pdf.switchToPage((pages.get(to) ?? 1) - 1)
    pdf.outline.addItem(title)
  }
}

async function collect(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise<void>((resolve) => pdf.on('end', resolve))
  return Buffer.concat(chunks)
}
