import type { DocumentEntry, DocumentSection } from '../../../../model/release-document.ts'
import { bylineOf } from '../release-words.ts'
import {
  colours,
  contentWidth,
  heading,
  keepTogether,
  margins,
  type Pdf,
  paragraph,
  printable,
} from './page.ts'

/** Events of a country: title, text, where it was reported. `onEntry` is told before each is set. */
export function drawSection(pdf: Pdf, section: DocumentSection): void {
  heading(pdf, section.heading, `country-${section.country}`)
  for (const entry of section.entries) drawEntry(pdf, entry)
}

function drawEntry(pdf: Pdf, entry: DocumentEntry): void {
  const title = printable(entry.title)
  pdf.font('sansBold').fontSize(11.5)
  // A title never stands alone at the foot of a page.
  keepTogether(pdf, pdf.heightOfString(title, { width: contentWidth }) + 48)
  pdf.addNamedDestination(`event-${entry.ordinal}`, 'XYZ', margins.left, pdf.y - 6, null)
  pdf.fillColor(colours.ink).text(title, margins.left, pdf.y, { width: contentWidth, lineGap: 1 })
  pdf.y += 4
  for (const text of entry.paragraphs) paragraph(pdf, text)
  drawFoot(pdf, entry)
  pdf.y += 16
}

function drawFoot(pdf: Pdf, entry: DocumentEntry): void {
  const at = { width: contentWidth, lineGap: 1 }
  keepTogether(pdf, 26)
  pdf.font('sans').fontSize(8.5).fillColor(colours.soft)
  pdf.text(printable(bylineOf(entry)), margins.left, pdf.y, at)
  const addresses = [
    ...(entry.url ? [{ before: '', url: entry.url }] : []),
    ...entry.alsoReported.map(({ url, source }) => ({
      before: `Also reported by ${printable(source)}: `,
      url,
    })),
  ]
  for (const { before, url } of addresses) {
    if (before) pdf.fillColor(colours.soft).text(before, margins.left, pdf.y, { ...at, continued: true })
    pdf.fillColor(colours.accent)
    if (before) pdf.text(printable(url), { link: url, underline: false })
    else pdf.text(printable(url), margins.left, pdf.y, { ...at, link: url })
  }
}
