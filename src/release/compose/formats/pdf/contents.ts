import type { ReleaseDocument } from '../../../../model/release-document.ts'
import { wrap } from './lines.ts'
import { colours, contentBottom, contentWidth, margins, type Pdf, printable } from './page.ts'

export interface ContentsLine {
  text: string
  /** Named destination it leads to. */
  to: string
  level: 1 | 2
}

export function contentsLines({ sections, coverage }: ReleaseDocument, hasFigures: boolean): ContentsLine[] {
  return [
    ...sections.flatMap(({ country, heading, entries }): ContentsLine[] => [
      { text: heading, to: `country-${country}`, level: 1 },
      ...entries.map(
        ({ ordinal, title }): ContentsLine => ({
          text: `${ordinal}. ${printable(title)}`,
          to: `event-${ordinal}`,
          level: 2,
        }),
      ),
    ]),
    ...(hasFigures ? [{ text: 'FIGURES OF THE PERIOD', to: 'figures', level: 1 } as const] : []),
    ...(coverage.length ? [{ text: 'COVERAGE', to: 'coverage', level: 1 } as const] : []),
  ]
}

const numberWidth = 28

/** Lines with dots up to the page each leads to. Their height does not depend on the numbers. */
export function drawContents(pdf: Pdf, lines: ContentsLine[], pageOf: (to: string) => number | null): void {
  pdf.font('sansBold').fontSize(18).fillColor(colours.accent)
  pdf.text('Contents', margins.left, margins.top)
  pdf.y += 8
  for (const [at, { text, to, level }] of lines.entries()) {
    const indent = level === 1 ? 0 : 14
    const x = margins.left + indent
    const width = contentWidth - indent - numberWidth
    pdf.font(level === 1 ? 'sansBold' : 'sans').fontSize(level === 1 ? 10.5 : 9.5)
    pdf.fillColor(level === 1 ? colours.accent : colours.ink)
    const wrapped = wrap(pdf, text, width)
    const lineHeight = pdf.currentLineHeight(true) + 1
    const before = level === 1 ? 8 : 1.5
    // A country never stands at the foot of a page without the first of its events.
    const below = level === 1 && lines[at + 1]?.level === 2 ? 2 * lineHeight : 0
    if (pdf.y + before + wrapped.length * lineHeight + below > contentBottom) pdf.addPage()
    else pdf.y += before
    const top = pdf.y
    for (const [i, line] of wrapped.entries())
      pdf.text(line, x, top + i * lineHeight, { lineBreak: false, goTo: to })
    const last = top + (wrapped.length - 1) * lineHeight
    const bottom = last + lineHeight
    const numberLeft = margins.left + contentWidth - numberWidth
    drawDots(pdf, x + pdf.widthOfString(wrapped.at(-1)!) + 4, numberLeft, last)
    const number = pageOf(to)
    if (number !== null)
      pdf.text(String(number), numberLeft, last, {
        width: numberWidth,
        align: 'right',
        lineBreak: false,
        goTo: to,
      })
    pdf.x = margins.left
    pdf.y = bottom
  }
}

function drawDots(pdf: Pdf, from: number, to: number, top: number): void {
  if (to - from < 8) return
  pdf
    .moveTo(to - 2, top + 8.6)
    .lineTo(from, top + 8.6)
    .lineWidth(0.7)
    .dash(0.7, { space: 2.8 })
    .strokeColor(colours.soft)
    .stroke()
    .undash()
}
