import type { DocumentEntry, DocumentSection } from '../../../../model/release-document.ts'
import { bylineOf } from '../release-words.ts'
import { colours, contentWidth, heading, keepTogether, margins, type Pdf, printable } from './page.ts'
import { leadHeight, paragraph } from './paragraph.ts'

/** Events of a country: title, text, where it was reported. */
export function drawSection(pdf: Pdf, section: DocumentSection): void {
  const [first] = section.entries
  heading(pdf, section.heading, `country-${section.country}`, first ? headHeight(pdf, first) : 0)
  for (const entry of section.entries) drawEntry(pdf, entry)
}

function drawEntry(pdf: Pdf, entry: DocumentEntry): void {
  // A title never stands alone at the foot of a page.
  keepTogether(pdf, headHeight(pdf, entry))
  pdf.font('sansBold').fontSize(11.5)
  pdf.addNamedDestination(`event-${entry.ordinal}`, 'XYZ', margins.left, pdf.y - 6, null)
  pdf.fillColor(colours.ink).text(printable(entry.title), margins.left, pdf.y, titleLook)
  pdf.y += 4
  const foot = footHeight(pdf, entry)
  for (const [at, text] of entry.paragraphs.entries())
    paragraph(pdf, text, { before: at === entry.paragraphs.length - 1 ? foot + 5 : 0 })
  drawFoot(pdf, entry)
  pdf.y += 16
}

const titleLook = { width: contentWidth, lineGap: 1 }
const footLook = { width: contentWidth, lineGap: 1 }

/** Of the title and of what must stand under it. */
function headHeight(pdf: Pdf, entry: DocumentEntry): number {
  pdf.font('sansBold').fontSize(11.5)
  const title = pdf.heightOfString(printable(entry.title), titleLook) + 4
  const [first, second] = entry.paragraphs
  const below = leadHeight(pdf, first)
  return title + (second === undefined ? below + footHeight(pdf, entry) + 5 : below)
}

/** Of the line under the text and of the report's own address. */
function footHeight(pdf: Pdf, entry: DocumentEntry): number {
  pdf.font('sans').fontSize(8.5)
  const height = (text: string) => pdf.heightOfString(printable(text), footLook)
  return height(bylineOf(entry)) + (entry.url ? height(entry.url) : 0)
}

function drawFoot(pdf: Pdf, entry: DocumentEntry): void {
  keepTogether(pdf, footHeight(pdf, entry))
  pdf.font('sans').fontSize(8.5).fillColor(colours.soft)
  pdf.text(printable(bylineOf(entry)), margins.left, pdf.y, footLook)
  if (entry.url) {
    pdf.fillColor(colours.accent)
    pdf.text(printable(entry.url), margins.left, pdf.y, { ...footLook, link: entry.url })
  }
  for (const { url, source } of entry.alsoReported) {
    const words = `Also reported by ${printable(source)}: `
    keepTogether(pdf, pdf.heightOfString(words + printable(url), footLook))
    pdf.fillColor(colours.soft).text(words, margins.left, pdf.y, { ...footLook, continued: true })
    pdf.fillColor(colours.accent).text(printable(url), { link: url, underline: false })
  }
}
