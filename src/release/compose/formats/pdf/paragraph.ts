import { breakLines, firstLines } from './break-lines.ts'
import { wrap } from './lines.ts'
import { colours, contentBottom, contentWidth, margins, type Pdf, printable } from './page.ts'

const lineGap = 2.2
const gapAfter = 5

export interface ParagraphLook {
  size?: number
  /** Height of what must not be parted from its end. */
  before?: number
}

/** Sets a paragraph; at least two of its lines stand on either side of the end of a page. */
export function paragraph(pdf: Pdf, text: string, { size = 10.5, before = 0 }: ParagraphLook = {}): void {
  const { lines, height } = measure(pdf, text, size)
  const fitting = (reserve: number) => Math.max(0, Math.floor((contentBottom - pdf.y - reserve) / height))
  for (let set = 0; set < lines.length; ) {
    const left = lines.length - set
    const atTop = pdf.y <= margins.top + 1
    const here = breakLines(left, fitting(0), fitting(before)) || (atTop ? Math.min(left, fitting(0)) : 0)
    const top = pdf.y
    for (const [i, line] of lines.slice(set, set + here).entries())
      pdf.text(line, margins.left, top + i * height, { lineBreak: false })
    pdf.x = margins.left
    pdf.y = top + here * height
    set += here
    if (set < lines.length) beginPage(pdf, size)
  }
  pdf.y += gapAfter
}

/** Height of those lines of a paragraph that must stand on the page of what is above it. */
export function leadHeight(pdf: Pdf, text: string | undefined, size = 10.5): number {
  if (text === undefined) return 0
  const { lines, height } = measure(pdf, text, size)
  return firstLines(lines.length) * height
}

function measure(pdf: Pdf, text: string, size: number): { lines: string[]; height: number } {
  setFace(pdf, size)
  return { lines: wrap(pdf, printable(text), contentWidth), height: pdf.currentLineHeight(true) + lineGap }
}

function beginPage(pdf: Pdf, size: number): void {
  pdf.addPage()
  setFace(pdf, size)
}

function setFace(pdf: Pdf, size: number): void {
  pdf.font('serif').fontSize(size).fillColor(colours.ink)
}
