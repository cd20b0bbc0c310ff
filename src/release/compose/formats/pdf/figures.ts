import type { ReleaseDocument } from '../../../../model/release-document.ts'
import type { ReleasePlots } from '../../plots/release-plots.ts'
import { countryColours, otherColour, type SvgPlot } from '../../plots/svg-plot.ts'
import { type FigureTable, figuresNote, figureTables } from '../figure-tables.ts'
import {
  colours,
  contentBottom,
  contentWidth,
  heading,
  keepTogether,
  margins,
  type Pdf,
  printable,
} from './page.ts'

/** The pictures as files, made once however often a release is set. */
export interface DrawnPlots extends ReleasePlots {
  png(plot: SvgPlot): Buffer
}

/** Map, charts and tables of the period. */
export function drawFigures(pdf: Pdf, document: ReleaseDocument, plots: DrawnPlots): void {
  heading(pdf, 'FIGURES OF THE PERIOD', 'figures', 0)
  if (plots.map) drawPlot(pdf, plots.map, plots, 0)
  for (const chart of plots.charts) {
    drawPlot(pdf, chart, plots, legendHeight)
    drawLegend(pdf, document)
  }
  for (const table of figureTables(document)) drawTable(pdf, table)
  pdf.font('sans').fontSize(8.5).fillColor(colours.soft)
  keepTogether(pdf, 30)
  pdf.text(figuresNote(document.figures), margins.left, pdf.y + 4, { width: contentWidth })
  pdf.y += 8
}

/** The picture and its title, with room for `below` under them. */
function drawPlot(pdf: Pdf, plot: SvgPlot, { png }: DrawnPlots, below: number): void {
  const height = (contentWidth * plot.height) / plot.width
  keepTogether(pdf, height + 28 + below)
  pdf.image(png(plot), margins.left, pdf.y, { width: contentWidth, height, alt: plot.title } as object)
  pdf.y += height + 4
  pdf.font('sans').fontSize(8.5).fillColor(colours.soft)
  pdf.text(plot.title, margins.left, pdf.y, { width: contentWidth })
  pdf.y += 10
}

const legendHeight = 34

function drawLegend(pdf: Pdf, { sections }: ReleaseDocument): void {
  let x = margins.left
  let y = pdf.y - 6
  pdf.font('sans').fontSize(8.5)
  for (const { country, name } of sections) {
    const width = pdf.widthOfString(name) + 26
    if (x + width > margins.left + contentWidth) {
      x = margins.left
      y += 14
    }
    pdf.rect(x, y + 2, 7, 7).fill(countryColours[country] ?? otherColour)
    pdf.fillColor(colours.ink).text(name, x + 11, y, { lineBreak: false })
    x += width
  }
  pdf.x = margins.left
  pdf.y = y + 26
}

const rowHeight = 17

function drawTable(pdf: Pdf, { title, header, rows }: FigureTable): void {
  // Whole on one page, unless no page could hold it.
  keepTogether(pdf, Math.min(rowHeight * (rows.length + 1) + 36, contentBottom - margins.top))
  pdf.font('sansBold').fontSize(10).fillColor(colours.ink)
  pdf.text(title, margins.left, pdf.y + 6, { width: contentWidth })
  pdf.y += 5
  drawRow(pdf, header, true)
  for (const row of rows) {
    if (pdf.y + rowHeight > contentBottom) {
      pdf.addPage()
      drawRow(pdf, header, true)
    }
    drawRow(pdf, row, false)
  }
  pdf.y += 12
}

/** One line; what does not fit into its cell is cut, never set over its neighbour. */
function drawRow(pdf: Pdf, cells: string[], isHeader: boolean): void {
  const y = pdf.y
  const nameWidth = contentWidth * (cells.length > 5 ? 0.26 : 0.4)
  const width = (contentWidth - nameWidth) / (cells.length - 1)
  pdf
    .font(isHeader ? 'sansBold' : 'sans')
    .fontSize(cells.length > 6 ? 7.5 : 8.5)
    .fillColor(colours.ink)
  for (const [i, cell] of cells.entries())
    pdf.text(printable(cell), margins.left + (i === 0 ? 0 : nameWidth + (i - 1) * width), y + 4, {
      width: (i === 0 ? nameWidth : width) - 4,
      align: i === 0 ? 'left' : 'right',
      height: rowHeight - 5,
      ellipsis: true,
    })
  pdf
    .moveTo(margins.left, y + rowHeight)
    .lineTo(margins.left + contentWidth, y + rowHeight)
    .lineWidth(isHeader ? 1 : 0.4)
    .strokeColor(isHeader ? colours.ink : colours.line)
    .stroke()
  pdf.x = margins.left
  pdf.y = y + rowHeight
}
