import PDFDocument from 'pdfkit'
import { fonts } from '../fonts.ts'
import { visibleText } from '../visible-text.ts'

export type Pdf = InstanceType<typeof PDFDocument>

/** Points; A4 is 595 by 842. */
export const margins = { top: 86, bottom: 76, left: 72, right: 72 }
export const contentWidth = 595.28 - margins.left - margins.right
export const contentBottom = 841.89 - margins.bottom
export const colours = { ink: '#1f2933', soft: '#52606d', line: '#cbd2d9', accent: '#1d4e79' }

export interface PdfInfo {
  title: string
  /** Takes the place of "now", so that the same release is the same file. */
  date: Date
}

/** A document with our faces, and no page yet. */
export function openPdf({ title, date }: PdfInfo): Pdf {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margins, bufferPages: true, autoFirstPage: false, lang: 'en', displayTitle: true },
    pdfVersion: '1.7',
    info: { Title: title, Creator: 'Bulletin', Producer: 'Bulletin', CreationDate: date, ModDate: date },
  })
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file)
  return pdf
}

/** Text without what no face can show. */
export function printable(text: string): string {
  return visibleText(text)
    .replace(/[\t\n\r\u200b-\u200f\u2028\u2029\u2060\ufeff]+/g, ' ')
    .trim()
}

/** Begins a page where less than `height` is left of this one. */
export function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > contentBottom) pdf.addPage()
}

/**
 * Sections begin with it: a line in the accent colour under words in capitals. `next` is the height of what must stand
 * on the same page below it.
 */
export function heading(pdf: Pdf, text: string, destination: string, next: number): void {
  pdf.font('sansBold').fontSize(14)
  keepTogether(pdf, 18 + pdf.heightOfString(text, { width: contentWidth, characterSpacing: 0.4 }) + 15 + next)
  if (pdf.y > margins.top + 1) pdf.y += 18
  pdf.addNamedDestination(destination, 'XYZ', margins.left, pdf.y - 8, null)
  pdf.font('sansBold').fontSize(14).fillColor(colours.accent)
  pdf.text(text, margins.left, pdf.y, { width: contentWidth, characterSpacing: 0.4 })
  const y = pdf.y + 3
  pdf
    .moveTo(margins.left, y)
    .lineTo(margins.left + contentWidth, y)
    .lineWidth(1.2)
    .strokeColor(colours.accent)
    .stroke()
  pdf.y = y + 12
}
