import { getDocumentProxy } from 'unpdf'
import { BadInput } from '../../model/errors.ts'

interface Line {
  text: string
  x: number
  y: number
  height: number
  page: number
}

/** Text of a PDF as lines, a blank line between paragraphs, running heads and page numbers left out. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes))
    const pages: Line[][] = []
    for (let number = 1; number <= document.numPages; number++) {
      const content = await (await document.getPage(number)).getTextContent()
      pages.push(toLines(content.items as TextItem[], number))
    }
    await document.cleanup()
    return toText(withoutFurniture(pages))
  } catch (cause) {
    throw new BadInput(`The PDF could not be read: ${(cause as Error).message}`, { cause })
  }
}

interface TextItem {
  str: string
  /** pdf.js transform matrix: [4] is x, [5] is y from the bottom. */
  transform: number[]
  height: number
  width: number
}

function toLines(items: TextItem[], page: number): Line[] {
  const lines: (Line & { end: number })[] = []
  for (const item of items) {
    if (!item.str) continue
    const [x, y] = [item.transform[4] ?? 0, item.transform[5] ?? 0]
    const last = lines.at(-1)
    if (last && Math.abs(last.y - y) < Math.max(last.height, item.height, 4) / 2) {
      const space =
        x - last.end > item.height / 5 && !/\s$/.test(last.text) && !/^\s/.test(item.str) ? ' ' : ''
      last.text += space + item.str
      last.end = x + item.width
      last.height = Math.max(last.height, item.height)
    } else lines.push({ text: item.str, x, y, height: item.height, page, end: x + item.width })
  }
  return lines.filter((line) => line.text.trim())
}

/** First and last lines that stand on most pages are heads and feet, whatever their page number. */
function withoutFurniture(pages: Line[][]): Line[][] {
  const shape = (line: Line) => line.text.replace(/\d+/g, '#').trim()
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const line of new Set([...page.slice(0, 2), ...page.slice(-2)].map(shape)))
      counts.set(line, (counts.get(line) ?? 0) + 1)
  const isFurniture = (line: Line) => pages.length > 2 && (counts.get(shape(line)) ?? 0) > pages.length / 2
  return pages.map((page) =>
    page.filter((line, i) => !((i < 2 || i >= page.length - 2) && isFurniture(line))),
  )
}

function toText(pages: Line[][]): string {
  const steps = pages
    .flatMap((lines) => lines.slice(1).map((line, i) => lines[i]!.y - line.y))
    .filter((step) => step > 0)
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 4)] ?? 0
  return pages.map((lines) => paragraphs(lines, usual)).join('\n\n')
}

/** A gap clearly wider than the document's usual line step, or an indented line, starts a paragraph. */
function paragraphs(lines: Line[], usual: number): string {
  const left = Math.min(...lines.map((line) => line.x))
  return lines
    .map((line, i) => {
      const gap = i > 0 ? lines[i - 1]!.y - line.y : 0
      const indented = line.x - left > 12 && i > 0 && lines[i - 1]!.x - left < 6
      return `${i > 0 && (gap > usual * 1.35 || gap < 0 || indented) ? '\n' : ''}${line.text.trim()}`
    })
    .join('\n')
}
