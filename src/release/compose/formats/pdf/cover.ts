import type { ReleaseDocument } from '../../../../model/release-document.ts'
import { periodWords } from '../../release-period.ts'
import { compiledBy, numberWords, releaseSubtitle, releaseTitle } from '../release-words.ts'
import { colours, contentWidth, margins, type Pdf } from './page.ts'

/** The first page: what it is, of when, and how much it holds. */
export function drawCover(pdf: Pdf, document: ReleaseDocument): void {
  pdf.addPage({ size: 'A4', margins: { ...margins, bottom: 40 } })
  pdf.rect(0, 0, 595.28, 18).fill(colours.accent)
  pdf.rect(margins.left, 214, 64, 5).fill(colours.accent)
  const at = { width: contentWidth }
  const number = numberWords(document)
  if (number) {
    pdf.font('sansBold').fontSize(15).fillColor(colours.soft)
    pdf.text(number, margins.left, 178, at)
  }
  pdf.font('sansBold').fontSize(38).fillColor(colours.accent)
  pdf.text(releaseTitle.toUpperCase(), margins.left, 236, { ...at, lineGap: -4 })
  pdf.font('sans').fontSize(14).fillColor(colours.ink)
  pdf.text(releaseSubtitle, margins.left, pdf.y + 14, at)
  pdf.font('sansBold').fontSize(22).fillColor(colours.ink)
  pdf.text(periodWords(document), margins.left, pdf.y + 34, at)
  drawCounts(pdf, document)
  pdf.font('sans').fontSize(9.5).fillColor(colours.soft)
  pdf.text(compiledBy, margins.left, 770, at)
}

function drawCounts(pdf: Pdf, { sections }: ReleaseDocument): void {
  const total = sections.reduce((sum, { entries }) => sum + entries.length, 0)
  const rows = [...sections.map(({ name, entries }) => [name, entries.length] as const)]
  let y = 480
  pdf.font('sansBold').fontSize(12).fillColor(colours.ink)
  pdf.text(`${total} ${total === 1 ? 'event' : 'events'}`, margins.left, y)
  y += 22
  for (const [name, count] of rows.slice(0, 12)) {
    pdf.font('sans').fontSize(11).fillColor(colours.ink)
    pdf.text(name, margins.left, y, { width: 180 })
    pdf.text(String(count), margins.left + 150, y, { width: 40, align: 'right' })
    y += 18
    pdf
      .moveTo(margins.left, y - 2)
      .lineTo(margins.left + 190, y - 2)
      .lineWidth(0.5)
      .strokeColor(colours.line)
      .stroke()
  }
}
