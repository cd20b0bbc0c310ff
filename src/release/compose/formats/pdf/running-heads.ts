import { colours, contentWidth, margins, type Pdf } from './page.ts'

/** A head and a page number on every page but the cover. `sectionOf` is told pages from 0. */
export function drawRunningHeads(pdf: Pdf, title: string, sectionOf: (page: number) => string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start + 1; page < start + count; page++) {
    pdf.switchToPage(page)
    // Heads stand in the margins, where text would begin a new page.
    pdf.page.margins = { top: 0, bottom: 0, left: 0, right: 0 }
    pdf.font('sans').fontSize(8).fillColor(colours.soft)
    pdf.text(title, margins.left, 46, { width: contentWidth * 0.7, lineBreak: false })
    pdf.text(sectionOf(page), margins.left, 46, { width: contentWidth, align: 'right', lineBreak: false })
    pdf
      .moveTo(margins.left, 60)
      .lineTo(margins.left + contentWidth, 60)
      .lineWidth(0.5)
      .strokeColor(colours.line)
      .stroke()
    pdf.text(String(page + 1), margins.left, 800, { width: contentWidth, align: 'center', lineBreak: false })
  }
}
