/** A paragraph's worth of text with what its typography said. */
export interface Block {
  text: string
  /** Marked as a heading or set in bold as a whole. */
  emphasised: boolean
  /** Begins with a bullet or a dash. */
  listItem: boolean
}

const headingMark = /^#{1,6}\s+/
const wholeBold = /^(\*\*|__)(?=\S)([\s\S]*\S)\1$/
const bullet = /^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+/
const rule = /^\s*(?:[-*_=]\s*){3,}$/
const pageNumber = /^\s*(?:[-–—]\s*)?(?:page\s+|стр\.?\s*)?\d{1,3}(?:\s*[-–—]|\s+(?:of|из)\s+\d+)?\s*$/iu

const restOfAddress = /^[\w\-/%.?=&~#+]+[>)]*$/

/**
 * Splits the text of a document into blocks: blank lines divide, wrapped lines join, page numbers go.
 * A line for which `standsAlone` answers true is a block of its own, whatever is around it.
 */
export function toBlocks(text: string, standsAlone: (line: string) => 'address' | 'heading' | null): Block[] {
  return paragraphsOf(text, (line) => standsAlone(plain(line.trim()))).flatMap(toBlock)
}

function paragraphsOf(text: string, standsAlone: (line: string) => 'address' | 'heading' | null): string[][] {
  let previous: 'address' | 'heading' | null = null
  const paragraphs: string[][] = [[]]
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\f/g, '\n\n')
    .replace(/[\u00AD\u200B\u2060]/g, '')
    .replace(/\u00A0/g, ' ')
    .split('\n')
  for (const line of lines) {
    const goesOn: boolean = previous === 'address' && restOfAddress.test(line.trim())
    previous = goesOn ? previous : line.trim() ? standsAlone(line) : null
    if (goesOn) paragraphs.at(-2)!.push(line)
    else if (previous) paragraphs.push([line], [])
    else if (!line.trim() || rule.test(line) || pageNumber.test(line)) paragraphs.push([])
    else if (bullet.test(line) || headingMark.test(line.trim()))
      paragraphs.push([line], ...(headingMark.test(line.trim()) ? [[]] : []))
    else paragraphs.at(-1)!.push(line)
  }
  return paragraphs.filter((lines) => lines.length > 0)
}

function toBlock(lines: string[]): Block[] {
  const joined = lines.map((line) => line.trim()).reduce(joinLines)
  const emphasised = headingMark.test(joined) || wholeBold.test(joined.replace(headingMark, ''))
  const text = plain(joined)
  return text ? [{ text, emphasised, listItem: bullet.test(joined) && !emphasised }] : []
}

/** A line that ends in a hyphen goes on without a space: the hyphen may be the word's own. */
function joinLines(text: string, line: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text + line : `${text} ${line}`
}

/** Takes Markdown and stray HTML typography off; keeps the address of a link. */
function plain(text: string): string {
  return text
    .replace(headingMark, '')
    .replace(/\[([^\]]*)\]\((?:<)?([^)\s>]+)(?:>)?\)/g, (_, label: string, url: string) =>
      /^(?:https?:|www\.|[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$)/i.test(label.trim()) || !label.trim()
        ? url
        : /^mailto:/i.test(url)
          ? label
          : `${label} ${url}`,
    )
    .replace(/<\/?(?:i|b|em|strong|u|br|span|p)\b[^>]*>/gi, '')
    .replace(/(\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(^|[\s(«“"])[*_](?=\S)([^*_]*?\S)[*_](?=[\s).,;:!?»”"]|$)/g, '$1$2')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~])/g, '$1')
    .replace(/[ \t]+/g, ' ')
    .trim()
}
